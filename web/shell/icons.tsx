import type { ReactNode } from "react";

/** Drawn on 20 × 20 with lines of one width. */
const PATHS = {
  live: (
    <>
      <path d="M3 17V9M8 17V5M13 17v-6" />
      <circle cx="16.5" cy="5" r="1.5" fill="currentColor" stroke="none" />
    </>
  ),
  explore: (
    <>
      <circle cx="8.5" cy="8.5" r="5.5" />
      <path d="M13 13l4 4" />
    </>
  ),
  quality: (
    <>
      <path d="M10 2.5l6 2v5c0 4-2.6 6.7-6 8-3.4-1.3-6-4-6-8v-5z" />
      <path d="M7.5 9.8l1.8 1.8 3.2-3.4" />
    </>
  ),
  pipeline: (
    <>
      <circle cx="4" cy="10" r="2" />
      <circle cx="16" cy="5" r="2" />
      <circle cx="16" cy="15" r="2" />
      <path d="M6 10h3c2 0 2-5 5-5M9 10c2 0 2 5 5 5" />
    </>
  ),
  files: <path d="M5 2.5h6.5L16 7v10.5H5zM11.5 2.5V7H16" />,
  runs: (
    <>
      <path d="M4 5.5V9h3.5" />
      <path d="M4.3 9a6.3 6.3 0 1 1-.6 3.2" />
      <path d="M10 6.8v3.7l2.4 1.6" />
    </>
  ),
  settings: (
    <>
      <path d="M3 6h8M15 6h2M3 14h2M9 14h8" />
      <circle cx="13" cy="6" r="2" />
      <circle cx="7" cy="14" r="2" />
    </>
  ),
  info: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 9.2v4.3" />
      <circle cx="10" cy="6.5" r="0.9" fill="currentColor" stroke="none" />
    </>
  ),
  table: <path d="M3 4.5h14v11H3zM3 8.5h14M3 12h14M8 8.5v7" />,
  chart: <path d="M3 3v14h14M7 14v-4M11 14V6M15 14V9" />,
  download: <path d="M10 3v9M6 8.5l4 4 4-4M4 16.5h12" />,
  upload: <path d="M10 13V4M6 7.5l4-4 4 4M4 16.5h12" />,
  warning: (
    <>
      <path d="M10 3l7.5 13.5h-15z" />
      <path d="M10 8.2v4" />
      <circle cx="10" cy="14.3" r="0.9" fill="currentColor" stroke="none" />
    </>
  ),
  pause: <path d="M7 4v12M13 4v12" />,
  play: <path d="M6 3.5l10 6.5-10 6.5z" />,
  screen: <path d="M3 4h14v9.5H3zM7 17h6" />,
  close: <path d="M4.5 4.5l11 11M15.5 4.5l-11 11" />,
  sun: (
    <>
      <circle cx="10" cy="10" r="3.5" />
      <path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.7l1.4-1.4" />
    </>
  ),
  moon: <path d="M16.5 12A7 7 0 0 1 8 3.5 7 7 0 1 0 16.5 12z" />,
  auto: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
    </>
  ),
  logout: <path d="M8 3H3.5v14H8M12.5 6l4 4-4 4M7.5 10h9" />,
  up: <path d="M5 12l5-5 5 5" />,
  down: <path d="M5 8l5 5 5-5" />,
  right: <path d="M8 5l5 5-5 5" />,
  back: <path d="M16 10H4M9 5l-5 5 5 5" />,
  trash: <path d="M3.5 5.5h13M8 5.5V3h4v2.5M5 5.5l.8 11.5h8.4L15 5.5" />,
  check: <path d="M4 10.5l4 4 8-9" />,
  more: (
    <g fill="currentColor" stroke="none">
      <circle cx="4" cy="10" r="1.5" />
      <circle cx="10" cy="10" r="1.5" />
      <circle cx="16" cy="10" r="1.5" />
    </g>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof PATHS;

/** Beside a word, or within a button that has a name: it says nothing by itself. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {PATHS[name]}
    </svg>
  );
}
