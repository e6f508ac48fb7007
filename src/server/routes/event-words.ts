import { serve as english } from "../../i18n/en/serve.ts";
import { serve as spanish } from "../../i18n/es/serve.ts";
import type { SourceEvent } from "../../sources/stream/stream-source.ts";

/** What a source said, as sentences. */
export function eventWords(event: SourceEvent): { en: string; es: string } {
  return { en: say(english.events, event), es: say(spanish.events, event) };
}

function say(words: typeof english.events, event: SourceEvent): string {
  switch (event.kind) {
    case "gap":
      return words.gap(event);
    case "partition_added":
      return words.partition_added(event);
    case "partition_taken":
      return words.partition_taken(event);
    case "file_rotated":
      return words.file_rotated(event);
    case "file_truncated":
      return words.file_truncated(event);
    case "disconnected":
      return words.disconnected(event);
    case "reconnected":
      return words.reconnected({});
  }
}
