import { Button } from "@mantine/core";
import { useState } from "react";
import { useApplyLate, useLateSales } from "../../api/late.ts";
import { useMe } from "../../api/session.ts";
import { useShop } from "../../api/shop.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { StatTile } from "../../parts/stat-tile.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import { ApplyOutcome } from "./apply-outcome.tsx";
import styles from "./late.module.css";
import { words } from "./words.ts";

/** How much waits aside, how much was put in, and the way to put all of it in. */
export function LateAside() {
  const said = useSaid(words).late;
  const format = useFormat();
  const { language } = useLanguage();
  const mayChange = useMe().data?.can.change === true;
  const late = useShop().data?.stream.late;
  const query = useLateSales({ waiting: true });
  const apply = useApplyLate();
  const [isSure, setSure] = useState(false);
  const sums = query.data?.pages[0];
  const waiting = sums?.waiting;
  return (
    <Panel title={said.aside} definition={<p>{said.aside_is}</p>} span={5} height={336} state={stateOf(query)}>
      {sums !== undefined && waiting !== undefined && (
        <>
          <div className={styles.tiles}>
            {(["waiting", "applied"] as const).map((part) => (
              <StatTile
                key={part}
                label={said[part]}
                value={format.count(sums[part].sales)}
                note={format.money(sums[part].gross_sales)}
              />
            ))}
          </div>
          {late !== undefined && <p className={styles.soft}>{late === "keep" ? said.keep : said.at_once}</p>}
          {mayChange && waiting.sales > 0 && !isSure && (
            <Button size="sm" onClick={() => setSure(true)}>
              {said.apply_all}
            </Button>
          )}
          {mayChange && waiting.sales > 0 && isSure && (
            <div className={styles.sure}>
              <p>
                {plural(language, waiting.sales, said.apply_all_sure, {
                  n: format.count(waiting.sales),
                  sum: format.money(waiting.gross_sales),
                })}
              </p>
              <div className={styles.actions}>
                <Button
                  size="sm"
                  data-autofocus
                  loading={apply.isPending}
                  onClick={() => apply.mutate(null, { onSuccess: () => setSure(false) })}
                >
                  {said.apply}
                </Button>
                <Button size="sm" variant="default" onClick={() => setSure(false)}>
                  {said.cancel}
                </Button>
              </div>
            </div>
          )}
          <ApplyOutcome applied={apply.data} error={apply.error} />
        </>
      )}
    </Panel>
  );
}
