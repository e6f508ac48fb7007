import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { go } from "./address.ts";

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** A path of this page, `/explore?category=Ropa`. */
  readonly to: string;
}

/** A link within the console: a real one, so that it opens in a tab of its own too. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={to} onClick={follow} />;
}
