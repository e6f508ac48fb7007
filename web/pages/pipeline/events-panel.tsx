import { useStream } from "../../api/stream.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { ScrollFrame } from "../../parts/scroll-frame.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import styles from "./pipeline.module.css";
import { words } from "./words.ts";

export function EventsPanel() {
  const said = useSaid(words);
  const format = useFormat();
  const { language } = useLanguage();
  const query = useStream();
  const events = query.data?.events ?? [];
  return (
    <Panel
      title={said.events}
      definition={<p>{said.events_is}</p>}
      wide={6}
      state={stateOf(query)}
      table={
        events.length === 0
          ? undefined
          : {
              columns: [
                { id: "time", label: said.time, unit: "time" },
                { id: "event", label: said.event, unit: "text" },
              ],
              rows: events.map(({ time, text }) => [time, text[language]]),
            }
      }
    >
      {events.length === 0 ? (
        <p className={styles.soft}>{said.no_events}</p>
      ) : (
        <ScrollFrame label={said.events} className={styles.scroll}>
          <ul className={styles.events}>
            {events.map(({ time, kind, text }) => (
              <li key={`${time} ${kind} ${text.en}`}>
                <time dateTime={time}>{format.instant(time)}</time>
                {text[language]}
              </li>
            ))}
          </ul>
        </ScrollFrame>
      )}
    </Panel>
  );
}
