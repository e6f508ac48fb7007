import { ActionIcon, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const accent: MantineColorsTuple = [
  "#e6f1f8",
  "#cde3f1",
  "#9dc8e3",
  "#6cadd6",
  "#3d9bd9",
  "#1c84c4",
  "#0072b2",
  "#005f96",
  "#004d7a",
  "#003b5e",
];

export const theme = createTheme({
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 6 },
  colors: { accent },
  defaultRadius: 4,
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({
      vars: (_theme, { variant }) => ({
        root: variant === "subtle" ? { "--ai-color": "var(--ink-soft)", "--ai-hover": "var(--hover)" } : {},
      }),
    }),
  },
});

/** Mantine's own colours are those of base.css. */
const OURS = {
  "--mantine-color-body": "var(--surface)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-soft)",
  "--mantine-color-placeholder": "var(--ink-soft)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--hover)",
  "--mantine-color-default-border": "var(--line-strong)",
  "--mantine-color-anchor": "var(--accent-ink)",
};

export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: OURS, dark: OURS });
