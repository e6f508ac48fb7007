/**
 * First word of a query's key: how it keeps up with the live connection.
 * `now` is asked again at most each second while batches come, `figures` each five seconds, `still` not at all.
 */
export const NOW = "now";
export const FIGURES = "figures";
export const STILL = "still";
