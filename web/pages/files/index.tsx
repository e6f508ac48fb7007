import { text } from "../../address/fields.ts";
import { useAddress } from "../../address/use-address.ts";
import { useMe } from "../../api/session.ts";
import { Page } from "../../parts/page.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import { BackLink } from "./back-link.tsx";
import { DropZone } from "./drop-zone.tsx";
import { MappingView } from "./mapping-view.tsx";
import { ResultsPanel } from "./results-panel.tsx";
import { RunView } from "./run-view.tsx";
import { UploadsPanel } from "./uploads-panel.tsx";
import { words } from "./words.ts";

const FIELDS = { upload: text(), run: text() };

/** Bring data in, take results out. */
export function FilesPage() {
  const said = useSaid(words);
  const title = useWords().pages.files;
  const mayChange = useMe().data?.can.change !== false;
  const [{ upload, run }, setView] = useAddress(FIELDS);
  if (run !== null) {
    return (
      <Page title={title} lead={said.lead} actions={<BackLink />}>
        <RunView key={run} run={run} onUpload={(id) => setView({ upload: id, run: null })} />
      </Page>
    );
  }
  if (upload !== null && mayChange) {
    return (
      <Page title={title} lead={said.lead} actions={<BackLink />}>
        <MappingView key={upload} upload={upload} onRun={(id) => setView({ upload: null, run: id })} />
      </Page>
    );
  }
  return (
    <Page title={title} lead={said.lead}>
      <DropZone mayChange={mayChange} onUpload={(id) => setView({ upload: id })} />
      <UploadsPanel mayChange={mayChange} />
      <ResultsPanel mayChange={mayChange} />
    </Page>
  );
}
