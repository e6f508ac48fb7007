import type { ReactNode } from "react";

interface ScrollFrameProps {
  /** Names what scrolls, for those who do not see it. */
  readonly label: string;
  readonly className?: string | undefined;
  /** Pixels after which it scrolls downwards. */
  readonly height?: number | undefined;
  readonly children: ReactNode;
}

/** What may scroll within a panel: reachable by keyboard, and no landmark, since its panel is one. */
export function ScrollFrame({ label, className, height, children }: ScrollFrameProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <div role="group" aria-label={label} className={className} style={{ maxHeight: height }} tabIndex={0}>
      {children}
    </div>
  );
}
