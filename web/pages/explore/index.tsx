import { Page } from "../../parts/page.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import { CatalogueView } from "./catalogue.tsx";
import { CompareNote, ExploreActions } from "./controls.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { Overview } from "./overview.tsx";
import { PivotView } from "./pivot.tsx";
import { FigureRows } from "./rows.tsx";
import { useExplore } from "./view.ts";
import { words } from "./words.ts";

/** Why? */
export function ExplorePage() {
  const said = useSaid(words);
  const title = useWords().pages.explore;
  const explored = useExplore();
  const { view } = explored;
  return (
    <Page title={title} lead={said.lead} actions={<ExploreActions explored={explored} />}>
      <FilterBar explored={explored} note={<CompareNote explored={explored} />} />
      {view.view === "overview" && <Overview explored={explored} />}
      {view.view === "pivot" && <PivotView explored={explored} />}
      {view.view === "catalogue" && <CatalogueView explored={explored} />}
      <FigureRows explored={explored} />
    </Page>
  );
}
