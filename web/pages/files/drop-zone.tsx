import { Button, Progress } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { type ApiProblem, isApiProblem } from "../../api/client.ts";
import { FILES_KEY, useFiles } from "../../api/files.ts";
import { useFormat } from "../../format/use-format.ts";
import { Trouble } from "../../parts/notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Icon } from "../../shell/icons.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./files.module.css";
import { knowPreview } from "./preview-query.ts";
import { type Sending, sendFile } from "./send-file.ts";
import { words } from "./words.ts";

interface DropZoneProps {
  readonly mayChange: boolean;
  readonly onUpload: (id: string) => void;
}

type State =
  | { readonly kind: "waiting" }
  | { readonly kind: "sending"; readonly name: string; readonly fraction: number }
  | { readonly kind: "stopped" }
  | { readonly kind: "refused"; readonly problem: ApiProblem | null };

/** Takes one file in, by dropping or choosing it. */
export function DropZone({ mayChange, onUpload }: DropZoneProps) {
  const said = useSaid(words);
  const format = useFormat();
  const client = useQueryClient();
  const most = useFiles().data?.most_bytes;
  const input = useRef<HTMLInputElement>(null);
  const sending = useRef<Sending>(null);
  const [state, setState] = useState<State>({ kind: "waiting" });
  const [isOver, setOver] = useState(false);
  useEffect(() => () => sending.current?.stop(), []);

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined || sending.current !== null) return;
    setState({ kind: "sending", name: file.name, fraction: 0 });
    const sent = sendFile(file, (fraction) => setState({ kind: "sending", name: file.name, fraction }));
    sending.current = sent;
    try {
      const preview = await sent.answer;
      sending.current = null;
      knowPreview(client, preview);
      void client.invalidateQueries({ queryKey: FILES_KEY });
      onUpload(preview.upload.id);
    } catch (error) {
      sending.current = null;
      const problem = isApiProblem(error) ? error : null;
      setState(problem?.code === "stopped" ? { kind: "stopped" } : { kind: "refused", problem });
    }
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  }

  if (!mayChange) {
    return (
      <Panel title={said.bring}>
        <p className={styles.soft}>{said.viewer}</p>
      </Panel>
    );
  }
  return (
    <Panel title={said.bring}>
      <section
        className={styles.drop}
        aria-label={said.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {state.kind === "sending" ? (
          <div className={styles.sending}>
            <p role="status">{state.fraction < 1 ? said.sending({ name: state.name }) : said.looking}</p>
            <Progress
              value={state.fraction * 100}
              animated={state.fraction >= 1}
              aria-label={said.sending({ name: state.name })}
            />
            <Button size="xs" variant="default" onClick={() => sending.current?.stop()}>
              {said.stop}
            </Button>
          </div>
        ) : (
          <>
            <Icon name="upload" size={28} />
            <p className={styles.dropTitle}>{said.drop}</p>
            <p className={styles.soft}>{said.drop_or}</p>
            <Button onClick={() => input.current?.click()}>{said.choose}</Button>
            <p className={styles.which}>{said.drop_which({ most: most === undefined ? "…" : format.bytes(most) })}</p>
          </>
        )}
        <input
          ref={input}
          type="file"
          hidden
          aria-hidden="true"
          tabIndex={-1}
          accept=".csv,.tsv,.txt,.json,.ndjson,.jsonl,.parquet,.gz,.zst"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
      </section>
      {state.kind === "stopped" && <p role="status">{said.stopped}</p>}
      {state.kind === "refused" && <Trouble problem={state.problem} />}
    </Panel>
  );
}
