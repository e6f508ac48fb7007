import type { ReactNode } from "react";
import type { StreamStatus } from "../../../src/server/api/stream.ts";
import { Link } from "../../address/link.tsx";
import { useShop } from "../../api/shop.ts";
import { useStream } from "../../api/stream.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { StatusMark } from "../../parts/status-mark.tsx";
import { Icon, type IconName } from "../../shell/icons.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import styles from "./flow.module.css";
import { type Part, rateOf } from "./rates.ts";
import { words } from "./words.ts";

const ASIDE = ["rejected", "late", "duplicate"] as const;

/** Source, clean, windows, sinks, with what flows between them. */
export function FlowPanel() {
  const said = useSaid(words);
  const query = useStream();
  return (
    <Panel title={said.flow} definition={<p>{said.flow_is}</p>} height={160} state={stateOf(query)}>
      {query.data !== undefined && <Flow stream={query.data} />}
    </Panel>
  );
}

function Flow({ stream }: { readonly stream: StreamStatus }) {
  const said = useSaid(words);
  const format = useFormat();
  const { language } = useLanguage();
  const shop = useShop().data;
  const { quality, partitions, state } = stream;
  const published = stream.recent.at(-1)?.phases.publish;
  const rateText = (part: Part) => {
    const rate = rateOf(stream, part);
    return rate === null
      ? "–"
      : said.rate({ rate: format.number(rate < 10 ? Number(rate.toFixed(1)) : Math.round(rate)) });
  };
  return (
    <ol className={styles.flow} aria-label={said.flow_seen}>
      <Stage
        icon="download"
        name={said.source}
        value={shop === undefined ? "" : said.kinds[shop.source.kind]}
        lines={[
          plural(language, partitions.length, said.partitions, { n: format.count(partitions.length) }),
          triggerText(stream.trigger),
        ]}
      />
      <Arrow rate={rateText("read")} word={said.read} isMoving={stream.status === "running"} />
      <Stage
        icon="quality"
        name={said.clean}
        value={format.count(quality.read)}
        lines={ASIDE.map((part) => (
          <Link key={part} to={`/quality?part=${part}`} className={styles.part ?? ""}>
            <StatusMark status={part} label={said.parts[part]} /> <span>{format.count(quality[part])}</span>
          </Link>
        ))}
      />
      <Arrow rate={rateText("accepted")} word={said.accepted} isMoving={stream.status === "running"} />
      <Stage
        icon="live"
        name={said.windows}
        value={`${format.count(state?.open_windows ?? 0)} ${said.open_windows}`}
        lines={[
          stream.final_until === null
            ? said.no_watermark
            : said.final_until({ time: format.clockSeconds(stream.final_until) }),
          stream.watermark === null ? "" : said.watermark_at({ time: format.clockSeconds(stream.watermark) }),
        ]}
      />
      <Arrow rate={rateText("accepted")} word={said.kept_word} isMoving={stream.status === "running"} />
      <Stage
        icon="upload"
        name={said.sinks}
        value={shop === undefined ? "" : said.kept({ n: format.count(shop.kept.rows) })}
        lines={[
          plural(language, stream.readers, said.readers, { n: format.count(stream.readers) }),
          published === undefined
            ? ""
            : said.published({ ms: format.milliseconds(Math.max(1, Math.round(published))) }),
        ]}
      />
    </ol>
  );

  function triggerText(trigger: string): string {
    const ms = /^(\d+) ms$/.exec(trigger)?.[1];
    if (ms !== undefined) return said.every({ trigger: format.milliseconds(Number(ms)) });
    return trigger === "continuous" ? said.continuous : said.once;
  }
}

interface StageProps {
  readonly icon: IconName;
  readonly name: string;
  readonly value: string;
  readonly lines: readonly ReactNode[];
}

function Stage({ icon, name, value, lines }: StageProps) {
  return (
    <li className={styles.stage}>
      <p className={styles.name}>
        <Icon name={icon} size={16} /> {name}
      </p>
      <p className={styles.value}>{value}</p>
      {lines
        .filter((line) => line !== "")
        .map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines keep their places.
          <p key={place} className={styles.line}>
            {line}
          </p>
        ))}
    </li>
  );
}

function Arrow({ rate, word, isMoving }: { readonly rate: string; readonly word: string; readonly isMoving: boolean }) {
  return (
    <li className={styles.arrow}>
      <span className={styles.rate}>{rate}</span>
      <svg viewBox="0 0 96 12" aria-hidden="true" preserveAspectRatio="none" data-moving={isMoving || undefined}>
        <path d="M0 6h88" />
        <path d="M84 2l6 4-6 4" />
      </svg>
      <span className={styles.word}>{word}</span>
    </li>
  );
}
