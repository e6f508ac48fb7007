import { Button } from "@mantine/core";
import { useState } from "react";
import { isApiProblem } from "../../api/client.ts";
import { useDropLetters, useRetryLetters } from "../../api/dead-letters.ts";
import { useFormat } from "../../format/use-format.ts";
import { useProblemText } from "../../parts/notice.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import { DropForm } from "./drop-form.tsx";
import styles from "./quality.module.css";
import { RetryOutcome } from "./retry-outcome.tsx";
import { words } from "./words.ts";

interface LettersActionsProps {
  /** Those chosen. */
  readonly ids: readonly number[];
  readonly onDone: () => void;
}

/** Retries or drops several records at once, and says what became of them. */
export function LettersActions({ ids, onDone }: LettersActionsProps) {
  const said = useSaid(words).letter;
  const format = useFormat();
  const { language } = useLanguage();
  const sentence = useProblemText();
  const retry = useRetryLetters();
  const drop = useDropLetters();
  const [isDropping, setDropping] = useState(false);
  const n = format.count(ids.length);
  const error = retry.error ?? drop.error;
  const again = () => {
    drop.reset();
    retry.mutate(
      ids.map((id) => ({ id, raw: null })),
      { onSuccess: onDone },
    );
  };
  const give = (reason: string) => {
    retry.reset();
    drop.mutate(
      { ids, reason },
      {
        onSuccess: () => {
          setDropping(false);
          onDone();
        },
      },
    );
  };
  return (
    <>
      {ids.length > 0 && (
        <div className={styles.bar}>
          <p>{plural(language, ids.length, said.selected, { n })}</p>
          <Button size="xs" loading={retry.isPending} onClick={again}>
            {said.retry_some({ n })}
          </Button>
          <Button size="xs" variant="default" aria-expanded={isDropping} onClick={() => setDropping(!isDropping)}>
            {said.drop_some({ n })}
          </Button>
        </div>
      )}
      {ids.length > 0 && isDropping && (
        <DropForm isBusy={drop.isPending} onDrop={give} onCancel={() => setDropping(false)} />
      )}
      {error !== null && (
        <p className={styles.outcome} role="alert">
          {sentence(isApiProblem(error) ? error : null)}
        </p>
      )}
      <div role="status">
        {retry.data !== undefined && <RetryOutcome retried={retry.data} />}
        {drop.data !== undefined && (
          <p className={styles.outcome}>
            {plural(language, drop.data.dropped, said.outcome.dropped, { n: format.count(drop.data.dropped) })}
          </p>
        )}
      </div>
    </>
  );
}
