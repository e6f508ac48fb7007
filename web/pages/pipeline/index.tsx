import { oneOf } from "../../address/fields.ts";
import { useAddress } from "../../address/use-address.ts";
import { useShop } from "../../api/shop.ts";
import { Page } from "../../parts/page.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import { BatchesPanel } from "./batches-panel.tsx";
import { EventsPanel } from "./events-panel.tsx";
import { FailureNote } from "./failure-note.tsx";
import { FlowPanel } from "./flow-panel.tsx";
import { HealthPanel } from "./health-panel.tsx";
import { QueriesPanel } from "./queries-panel.tsx";
import { RatesPanel } from "./rates-panel.tsx";
import { StreamSpark } from "./stream-spark.tsx";
import { WatermarksPanel } from "./watermarks-panel.tsx";
import { words } from "./words.ts";

const FIELDS = { show: oneOf(["work", "all"], "work") };

/** Is it healthy, and where does the time go? */
export function PipelinePage() {
  const said = useSaid(words);
  const [view, setView] = useAddress(FIELDS);
  const engine = useShop().data?.engine.id;
  return (
    <Page title={useWords().pages.pipeline} lead={said.lead}>
      <FailureNote />
      <FlowPanel />
      <HealthPanel />
      <BatchesPanel show={view.show} onShow={(show) => setView({ show })} />
      <RatesPanel />
      <WatermarksPanel />
      <QueriesPanel />
      <EventsPanel />
      {engine === "spark" && <StreamSpark />}
    </Page>
  );
}
