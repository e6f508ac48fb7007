import { oneOf, text } from "../../address/fields.ts";
import { useAddress } from "../../address/use-address.ts";
import { Page } from "../../parts/page.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import { RunComparison } from "./run-comparison.tsx";
import { RunDetails } from "./run-details.tsx";
import { RunList } from "./run-list.tsx";
import { KINDS } from "./run-status.tsx";
import { words } from "./words.ts";

const FIELDS = { kind: oneOf(KINDS, "all"), run: text(), with: text() };

/** What happened, and would it happen again? */
export function RunsPage() {
  const said = useSaid(words);
  const [view, setView] = useAddress(FIELDS);
  const back = () => setView({ run: null, with: null });
  return (
    <Page title={useWords().pages.runs} lead={said.lead}>
      {view.run === null ? (
        <RunList
          kind={view.kind}
          onKind={(kind) => setView({ kind })}
          onRun={(run) => setView({ run })}
          onCompare={(run, other) => setView({ run, with: other })}
        />
      ) : view.with === null ? (
        <RunDetails id={view.run} onBack={back} />
      ) : (
        <RunComparison ids={[view.run, view.with]} onBack={back} />
      )}
    </Page>
  );
}
