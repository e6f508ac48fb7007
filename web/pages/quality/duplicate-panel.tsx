import { useShop } from "../../api/shop.ts";
import { useStream } from "../../api/stream.ts";
import { useFormat } from "../../format/use-format.ts";
import { Command } from "../../parts/notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { useSaid } from "../../words/language.tsx";
import { durationOption } from "./duration-option.ts";
import styles from "./quality.module.css";
import { words } from "./words.ts";

export function DuplicatePanel() {
  const said = useSaid(words);
  const format = useFormat();
  const query = useStream();
  const shop = useShop().data;
  const count = query.data?.quality.duplicate ?? 0;
  const seconds = shop?.stream.duplicate_seconds ?? 0;
  const hasIds = shop === undefined || shop.columns === null || shop.columns.includes("transaction_id");
  return (
    <Panel title={said.duplicate_title} state={stateOf(query)}>
      <div className={styles.prose}>
        <p>{hasIds ? text() : said.duplicate_without_id}</p>
        {hasIds && shop !== undefined && (
          <>
            <p className={styles.quiet}>{said.duplicate_set}</p>
            <Command text={`--duplicates ${durationOption(seconds)}`} />
          </>
        )}
      </div>
    </Panel>
  );

  function text(): string {
    if (count === 0) return said.duplicate_none;
    return said.duplicate_text({ n: format.count(count), apart: format.duration(seconds) });
  }
}
