import { Button } from "@mantine/core";
import { useState } from "react";
import type { OpenedLetter } from "../../../src/server/api/dead-letters.ts";
import { isApiProblem } from "../../api/client.ts";
import { useDropLetters, useRetryLetters } from "../../api/dead-letters.ts";
import { useFormat } from "../../format/use-format.ts";
import { useProblemText } from "../../parts/notice.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import styles from "./drawer.module.css";
import { DropForm } from "./drop-form.tsx";
import quality from "./quality.module.css";
import { RetryOutcome } from "./retry-outcome.tsx";
import { words } from "./words.ts";

interface LetterActionsProps {
  readonly letter: OpenedLetter;
  readonly mended: string | null;
  readonly isOpen: boolean;
  readonly hasValue: boolean;
}

export function LetterActions({ letter, mended, isOpen, hasValue }: LetterActionsProps) {
  const said = useSaid(words).letter;
  const format = useFormat();
  const { language } = useLanguage();
  const sentence = useProblemText();
  const retry = useRetryLetters();
  const drop = useDropLetters();
  const [isDropping, setDropping] = useState(false);
  const error = retry.error ?? drop.error;
  const again = () => {
    setDropping(false);
    retry.mutate([{ id: letter.id, raw: mended }]);
  };
  return (
    <div className={styles.foot}>
      <div role="status">
        {retry.data !== undefined && <RetryOutcome retried={retry.data} />}
        {drop.data !== undefined && (
          <p className={quality.outcome}>
            {plural(language, drop.data.dropped, said.outcome.dropped, { n: format.count(drop.data.dropped) })}
          </p>
        )}
      </div>
      {error !== null && (
        <p className={quality.outcome} role="alert">
          {sentence(isApiProblem(error) ? error : null)}
        </p>
      )}
      {isOpen && !isDropping && (
        <div className={styles.actions}>
          <Button
            size="sm"
            loading={retry.isPending}
            disabled={mended === null && (letter.cut || !hasValue)}
            onClick={again}
          >
            {mended === null ? said.retry : said.retry_mended}
          </Button>
          <Button size="sm" variant="default" onClick={() => setDropping(true)}>
            {said.drop}
          </Button>
        </div>
      )}
      {isOpen && isDropping && (
        <DropForm
          isBusy={drop.isPending}
          onDrop={(reason) => drop.mutate({ ids: [letter.id], reason })}
          onCancel={() => setDropping(false)}
        />
      )}
    </div>
  );
}
