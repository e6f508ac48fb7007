import { Drawer as MantineDrawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "../words/language.tsx";

interface DrawerProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: number;
}

/** What lies behind a figure, from the right; Escape closes it and the focus goes back. */
export function Drawer({ title, isOpen, onClose, children, width = 720 }: DrawerProps) {
  const words = useWords().panel;
  return (
    <MantineDrawer.Root opened={isOpen} onClose={onClose} position="right" size={`min(100vw, ${width}px)`}>
      <MantineDrawer.Overlay backgroundOpacity={0.3} />
      <MantineDrawer.Content>
        {/* A header by itself would be a second banner. */}
        <MantineDrawer.Header role="presentation">
          <MantineDrawer.Title>{title}</MantineDrawer.Title>
          <MantineDrawer.CloseButton aria-label={words.close} />
        </MantineDrawer.Header>
        <MantineDrawer.Body>{children}</MantineDrawer.Body>
      </MantineDrawer.Content>
    </MantineDrawer.Root>
  );
}
