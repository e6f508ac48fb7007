import type { ClipboardEvent } from "react";

/** A figure that may be shown short: hover and copy give it exactly. */
export function Value({ shown, exact }: { readonly shown: string; readonly exact: string }) {
  const copy = (event: ClipboardEvent) => {
    // Only where this figure is all that is selected.
    if (getSelection()?.toString().trim() !== shown.trim()) return;
    event.clipboardData.setData("text/plain", exact);
    event.preventDefault();
  };
  return (
    <data value={exact} title={exact === shown ? undefined : exact} onCopy={copy}>
      {shown}
    </data>
  );
}
