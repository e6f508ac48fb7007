import type { MouseEvent } from "react";

/** Whether a click on a row is meant to open it: not one on its box. The row's button is the way by keyboard. */
export function opensRow({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('[data-column="check"]') === null;
}
