import { createContext } from "react";

/** A chart's offer to its panel: a function that gives it as a data URL; the answer takes the offer back. */
export type OfferPicture = (picture: () => string) => () => void;

export const PictureContext = createContext<OfferPicture>(() => () => undefined);
