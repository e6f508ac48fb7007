import { Link } from "../../address/link.tsx";
import { resultPath, useFiles } from "../../api/files.ts";
import { useMe } from "../../api/session.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { Icon } from "../../shell/icons.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import styles from "./files.module.css";
import { words } from "./words.ts";

/** What runs of uploads wrote, run by run, newest first. */
export function ResultsPanel({ mayChange }: { readonly mayChange: boolean }) {
  const said = useSaid(words);
  const format = useFormat();
  const { language } = useLanguage();
  const query = useFiles();
  const mayExport = useMe().data?.can.export !== false && mayChange;
  const results = query.data?.results ?? [];
  const runs = [...new Set(results.map(({ run }) => run))];
  return (
    <Panel
      title={said.results}
      definition={<p>{said.results_is}</p>}
      span={6}
      height={160}
      state={stateOf(query, (data) => data.results.length === 0)}
      empty={{ text: said.results_empty }}
    >
      {!mayExport && <p className={styles.soft}>{said.results_viewer}</p>}
      <ul className={styles.runs}>
        {runs.map((run) => {
          const files = results.filter((result) => result.run === run);
          const first = files.filter(({ kind }) => kind !== "table");
          const rest = files.length - first.length;
          return (
            <li key={run}>
              <Link to={`/files?run=${encodeURIComponent(run)}`}>
                {said.run_at({ time: format.instant(files[0]?.written ?? "") })}
              </Link>
              <span className={styles.runFiles}>
                {mayExport &&
                  first.map(({ path, kind, bytes }) => (
                    <a key={path} href={resultPath(run, path)} download={path} className={styles.file}>
                      <Icon name="download" size={14} /> {said.kinds[kind]}
                      <small>{format.bytes(bytes)}</small>
                    </a>
                  ))}
                {rest > 0 && (
                  <span className={styles.soft}>
                    {plural(language, rest, said.more_files, { n: format.count(rest) })}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
