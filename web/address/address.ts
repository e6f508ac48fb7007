/** Pages by their path. `/` is the live page. */
export const PAGES = ["live", "explore", "quality", "pipeline", "files", "runs", "settings"] as const;
export type PageId = (typeof PAGES)[number];

export interface Place {
  /** Null where no page has this path. */
  readonly page: PageId | null;
  /** With its question mark, or empty. */
  readonly search: string;
}

const listeners = new Set<() => void>();
let place = readPlace();
let isListening = false;

/** The place as it stands; the same object until it changes. */
export function currentPlace(): Place {
  return place;
}

export function onPlace(listener: () => void): () => void {
  if (!isListening) {
    isListening = true;
    addEventListener("popstate", follow);
  }
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Goes to a path with its parameters, `/explore?category=Ropa`; `replace` adds no step to the browser's history. */
export function go(path: string, { replace = false } = {}): void {
  if (path === location.pathname + location.search) return;
  if (replace) history.replaceState(null, "", path);
  else history.pushState(null, "", path);
  follow();
}

export function pathOf(page: PageId): string {
  return `/${page}`;
}

function follow(): void {
  const next = readPlace();
  if (next.page !== place.page && next.page !== null) scrollTo(0, 0);
  place = next;
  for (const listener of listeners) listener();
}

function readPlace(): Place {
  const name = location.pathname.replace(/^\/|\/$/g, "");
  const page = name === "" ? "live" : (PAGES.find((known) => known === name) ?? null);
  return { page, search: location.search };
}
