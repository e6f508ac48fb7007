import { Button, CopyButton } from "@mantine/core";
import type { ReactNode } from "react";
import type { ApiProblem } from "../api/client.ts";
import { Icon } from "../shell/icons.tsx";
import { useWords } from "../words/language.tsx";
import styles from "./notice.module.css";

/** What went wrong, why, and what to do. */
export function Trouble({ problem, retry }: { readonly problem: ApiProblem | null; readonly retry?: () => void }) {
  const words = useWords();
  return (
    <div className={styles.trouble} role="alert">
      <p className={styles.what}>
        <Icon name="warning" size={16} /> {words.panel.error}
      </p>
      <p>{problemText(problem, words.problem)}</p>
      {retry !== undefined && (
        <Button size="xs" variant="default" onClick={retry}>
          {words.panel.retry}
        </Button>
      )}
    </div>
  );
}

/** A command to type, with a button that copies it. */
export function Command({ text }: { readonly text: string }): ReactNode {
  const words = useWords().panel;
  return (
    <div className={styles.command}>
      <code>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="subtle" onClick={copy} aria-label={words.copy_command}>
            {copied ? words.copied : words.copy}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}

/** The sentence for a problem, in the page's language. */
export function useProblemText(): (problem: ApiProblem | null) => string {
  const words = useWords().problem;
  return (problem) => problemText(problem, words);
}

function problemText(problem: ApiProblem | null, words: ReturnType<typeof useWords>["problem"]): string {
  if (problem?.code === "offline") return `${words.offline} ${words.offline_remedy}`;
  return problem === null || problem.detail === "" ? words.unexpected : problem.detail;
}
