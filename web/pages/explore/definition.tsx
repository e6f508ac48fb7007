import { ActionIcon, Popover } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon } from "../../shell/icons.tsx";
import { useSaid } from "../../words/language.tsx";
import { words } from "./words.ts";

/** A definition one click away from its figure. */
export function Definition({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const said = useSaid(words);
  return (
    <Popover width={320} position="bottom-end" shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={said.definition_of({ title })}>
          <Icon name="info" size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown tabIndex={-1}>{children}</Popover.Dropdown>
    </Popover>
  );
}
