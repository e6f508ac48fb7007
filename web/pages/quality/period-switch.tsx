import { SegmentedControl } from "@mantine/core";
import { useSaid } from "../../words/language.tsx";
import { PERIODS } from "./view.ts";
import { words } from "./words.ts";

type Period = (typeof PERIODS)[number];

export function PeriodSwitch({
  period,
  onPeriod,
}: {
  readonly period: Period;
  readonly onPeriod: (period: Period) => void;
}) {
  const said = useSaid(words);
  return (
    <SegmentedControl
      size="xs"
      aria-label={said.period}
      value={period}
      onChange={(value) => onPeriod(PERIODS.find((one) => one === value) ?? "month")}
      data={PERIODS.map((value) => ({ value, label: said.periods[value] }))}
    />
  );
}
