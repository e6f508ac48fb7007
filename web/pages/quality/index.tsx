import { oneOf, text, whole } from "../../address/fields.ts";
import { useAddress } from "../../address/use-address.ts";
import { Page } from "../../parts/page.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import { AcceptedPanels } from "./accepted-panels.tsx";
import { DuplicatePanel } from "./duplicate-panel.tsx";
import { EquationPanel, PARTS } from "./equation-panel.tsx";
import { LatePanels } from "./late-panels.tsx";
import { LetterPanels } from "./letter-panels.tsx";
import { PERIODS, STATUSES } from "./view.ts";
import { words } from "./words.ts";

const FIELDS = {
  part: oneOf(PARTS, "rejected"),
  rule: text(),
  status: oneOf(STATUSES, "open"),
  period: oneOf(PERIODS, "month"),
  letter: whole(0),
  late: whole(0),
  show: oneOf(["waiting", "all"], "waiting"),
  watermark: whole(0),
};

export type QualityView = ReturnType<typeof useQualityView>[0];
export type SetQualityView = ReturnType<typeof useQualityView>[1];

function useQualityView() {
  return useAddress(FIELDS);
}

/** What was thrown away, and can it be saved? The equation chooses the part that is looked at. */
export function QualityPage() {
  const said = useSaid(words);
  const [view, setView] = useQualityView();
  return (
    <Page title={useWords().pages.quality} lead={said.lead}>
      <EquationPanel part={view.part} onPart={(part) => setView({ part, letter: 0, late: 0 })} />
      {view.part === "accepted" && <AcceptedPanels />}
      {view.part === "rejected" && <LetterPanels view={view} setView={setView} />}
      {view.part === "late" && <LatePanels view={view} setView={setView} />}
      {view.part === "duplicate" && <DuplicatePanel />}
    </Page>
  );
}
