import { LateAside } from "./late-aside.tsx";
import { LateDrawer } from "./late-drawer.tsx";
import { LateList } from "./late-list.tsx";
import { SavingsPanel } from "./savings-panel.tsx";
import type { ViewProps } from "./view.ts";

export function LatePanels({ view, setView }: ViewProps) {
  return (
    <>
      <SavingsPanel seconds={view.watermark} onSeconds={(watermark) => setView({ watermark }, { replace: true })} />
      <LateAside />
      <LateList view={view} setView={setView} />
      <LateDrawer id={view.late} onClose={() => setView({ late: 0 })} />
    </>
  );
}
