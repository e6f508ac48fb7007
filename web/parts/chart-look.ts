import { useComputedColorScheme } from "@mantine/core";
import { useReducedMotion } from "@mantine/hooks";
import { useMemo } from "react";
import type { Scheme } from "./colours.ts";

/** What a chart needs to know to look like the page around it. */
export interface ChartLook {
  readonly scheme: Scheme;
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  readonly good: string;
  readonly bad: string;
  readonly isStill: boolean;
}

const LOOKS = {
  light: {
    scheme: "light",
    ink: "#1b1f24",
    inkSoft: "#59626e",
    line: "#e3e6ea",
    surface: "#ffffff",
    accent: "#0072B2",
    good: "#007a59",
    bad: "#b3400a",
  },
  dark: {
    scheme: "dark",
    ink: "#eceef1",
    inkSoft: "#a3abb6",
    line: "#30363e",
    surface: "#1a1e23",
    accent: "#3D9BD9",
    good: "#1FB98E",
    bad: "#f0875a",
  },
} as const;

export function useChartLook(): ChartLook {
  const scheme = useScheme();
  const isStill = useReducedMotion();
  return useMemo(() => ({ ...LOOKS[scheme], isStill }), [scheme, isStill]);
}

export function useScheme(): Scheme {
  return useComputedColorScheme("light", { getInitialValueInEffect: false });
}
