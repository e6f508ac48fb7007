import { Button } from "@mantine/core";
import { useEffect } from "react";
import { Icon } from "../../shell/icons.tsx";
import { useSaid } from "../../words/language.tsx";
import { words } from "./words.ts";

interface WallSwitchProps {
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

/** The page alone on the whole screen, with figures to be read from afar; Escape leads back. */
export function WallSwitch({ isOn, onSwitch }: WallSwitchProps) {
  const said = useSaid(words);
  useEffect(() => {
    if (!isOn) return;
    document.documentElement.dataset.wall = "";
    const leave = () => {
      if (document.fullscreenElement === null) onSwitch(false);
    };
    const press = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) onSwitch(false);
    };
    document.addEventListener("fullscreenchange", leave);
    document.addEventListener("keydown", press);
    return () => {
      delete document.documentElement.dataset.wall;
      document.removeEventListener("fullscreenchange", leave);
      document.removeEventListener("keydown", press);
    };
  }, [isOn, onSwitch]);
  const toggle = () => {
    // A browser may refuse the whole screen; the page is drawn for the wall all the same.
    if (!isOn) void document.documentElement.requestFullscreen?.().catch(() => undefined);
    else if (document.fullscreenElement !== null) void document.exitFullscreen();
    onSwitch(!isOn);
  };
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon name="screen" size={14} />}
      aria-pressed={isOn}
      onClick={toggle}
    >
      {isOn ? said.leave_wall : said.wall}
    </Button>
  );
}
