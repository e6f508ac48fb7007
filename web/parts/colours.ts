import { useShop } from "../api/shop.ts";

/** Okabe and Ito, in the order in which keys get them; told apart with any kind of colour blindness. */
const SERIES = {
  light: ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00"],
  dark: ["#3D9BD9", "#E69F00", "#1FB98E", "#D98BB5", "#8CCBF2", "#E8743B"],
} as const;
const OTHERS = { light: "#8A8F98", dark: "#7D838D" } as const;

export type Scheme = "light" | "dark";
export type LabelDimension = "category" | "payment_method" | "status";
export type ColourOf = (key: string | number | null) => string;

/**
 * The colour of each label of a dimension, the same on every page. The labels most sold take the colours in alphabetical
 * order, so that one overtaking another moves none; what has none, and "others", is grey.
 */
export function useColours(dimension: LabelDimension, scheme: Scheme): ColourOf {
  const labels = useShop().data?.labels[dimension] ?? [];
  return coloursOf(labels, scheme);
}

function coloursOf(labels: readonly (string | null)[], scheme: Scheme): ColourOf {
  const known = labels
    .filter((label) => label !== null)
    .slice(0, SERIES.light.length)
    .sort((a, b) => (a < b ? -1 : 1));
  return (key) => {
    const place = key === null ? -1 : known.indexOf(String(key));
    return SERIES[scheme][place] ?? OTHERS[scheme];
  };
}

/** By place, for series that are no labels: at most six. */
export function seriesColour(place: number, scheme: Scheme): string {
  return SERIES[scheme][place] ?? OTHERS[scheme];
}
