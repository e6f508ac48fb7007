import type { Applied } from "../../../src/server/api/late.ts";
import { isApiProblem } from "../../api/client.ts";
import { useFormat } from "../../format/use-format.ts";
import { useProblemText } from "../../parts/notice.tsx";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import quality from "./quality.module.css";
import { WindowTable } from "./window-table.tsx";
import { words } from "./words.ts";

interface ApplyOutcomeProps {
  readonly applied: Applied | undefined;
  readonly error: Error | null;
}

/** What putting late sales in has changed. */
export function ApplyOutcome({ applied, error }: ApplyOutcomeProps) {
  const said = useSaid(words).late.done;
  const format = useFormat();
  const { language } = useLanguage();
  const sentence = useProblemText();
  const tell = (count: number, forms: (typeof said)[keyof typeof said]) =>
    plural(language, count, forms, { n: format.count(count) });
  return (
    <>
      {error !== null && (
        <p className={quality.outcome} role="alert">
          {sentence(isApiProblem(error) ? error : null)}
        </p>
      )}
      <div role="status">
        {applied !== undefined && (
          <div className={quality.outcome}>
            <p>{tell(applied.accepted, said.accepted)}</p>
            {applied.duplicate > 0 && <p>{tell(applied.duplicate, said.duplicate)}</p>}
            {applied.windows_changed > 0 && <p>{tell(applied.windows_changed, said.windows)}</p>}
          </div>
        )}
      </div>
      {applied !== undefined && applied.windows.length > 0 && <WindowTable rows={applied.windows} height={240} />}
    </>
  );
}
