import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { PageId } from "../address/address.ts";

type Load = () => Promise<ComponentType>;

const LOADS: Readonly<Record<PageId, Load>> = {
  live: async () => (await import("./live/live-page.tsx")).LivePage,
  explore: async () => (await import("./explore/index.tsx")).ExplorePage,
  quality: async () => (await import("./quality/index.tsx")).QualityPage,
  pipeline: async () => (await import("./pipeline/index.tsx")).PipelinePage,
  files: async () => (await import("./files/index.tsx")).FilesPage,
  runs: async () => (await import("./runs/index.tsx")).RunsPage,
  settings: async () => (await import("./settings/index.tsx")).SettingsPage,
};

/** Each page is loaded when somebody goes there. */
export const VIEWS = Object.fromEntries(
  Object.entries(LOADS).map(([id, load]) => [id, lazy(async () => ({ default: await load() }))]),
) as Readonly<Record<PageId, LazyExoticComponent<ComponentType>>>;

/** Begins to load a page before it is drawn. */
export function loadPage(page: PageId): void {
  // Where that fails, the page says so when it is drawn.
  LOADS[page]().catch(() => undefined);
}
