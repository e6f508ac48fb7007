import { ActionIcon, Button, CopyButton, MultiSelect, NativeSelect, Popover, TagsInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useFigures } from "../../api/analyses.ts";
import { useFormat } from "../../format/use-format.ts";
import { Icon } from "../../shell/icons.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./explore.module.css";
import { useNames } from "./names.ts";
import { cellOf, DIMENSIONS, type Dimension, type Explored, valueText, without } from "./view.ts";
import { words } from "./words.ts";

interface FilterBarProps {
  readonly explored: Explored;
  readonly note: ReactNode;
}

/** What narrows the figures down, as chips that can be taken away. */
export function FilterBar({ explored, note }: FilterBarProps) {
  const said = useSaid(words);
  const names = useNames();
  const { view, setView } = explored;
  const active = DIMENSIONS.filter((dimension) => view[dimension].length > 0);
  const cleared = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, []]));
  return (
    <section className={styles.bar} aria-label={said.filters}>
      {active.map((dimension) => (
        <Chip key={dimension} explored={explored} dimension={dimension} />
      ))}
      <AddFilter explored={explored} />
      {active.length > 1 && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setView(cleared)}>
          {said.clear}
        </Button>
      )}
      <div className={styles.barEnd}>
        {note}
        <CopyButton value={location.href}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="subtle" onClick={copy}>
              {copied ? said.copied : said.copy_link}
            </Button>
          )}
        </CopyButton>
      </div>
    </section>
  );

  function Chip({ dimension }: { readonly explored: Explored; readonly dimension: Dimension }) {
    const format = useFormat();
    const name = names.dimension(dimension);
    const values = view[dimension].map((text) => format.cell(names.unit(dimension), cellOf(text)));
    const shown = values.length > 3 ? `${values.slice(0, 3).join(", ")} +${values.length - 3}` : values.join(", ");
    return (
      <span className={styles.chip}>
        <span title={values.join(", ")}>{said.filtered({ dimension: name, values: shown })}</span>
        <ActionIcon
          size={22}
          variant="transparent"
          color="gray"
          aria-label={said.remove_filter({ dimension: name })}
          onClick={() => setView({ [dimension]: [] })}
        >
          <Icon name="close" size={14} />
        </ActionIcon>
      </span>
    );
  }
}

function AddFilter({ explored }: { readonly explored: Explored }) {
  const said = useSaid(words);
  const names = useNames();
  const [dimension, setDimension] = useState<Dimension>("category");
  const { dimensions } = explored;
  const chosen = dimensions.includes(dimension) ? dimension : (dimensions[0] ?? "day");
  return (
    <Popover width={320} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="default">
          {said.add_filter}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.add ?? ""}>
        <NativeSelect
          label={said.dimension}
          value={chosen}
          onChange={(event) => setDimension(event.currentTarget.value as Dimension)}
          data={dimensions.map((id) => ({ value: id, label: names.dimension(id) }))}
        />
        <Values key={chosen} explored={explored} dimension={chosen} />
      </Popover.Dropdown>
    </Popover>
  );
}

const MOST_VALUES = 300;

function Values({ explored, dimension }: { readonly explored: Explored; readonly dimension: Dimension }) {
  const said = useSaid(words);
  const names = useNames();
  const format = useFormat();
  const { view, setView, filters } = explored;
  const isId = dimension === "product_id" || dimension === "customer_id";
  const answer = useFigures(
    {
      ...(filters === null ? {} : without(filters, dimension)),
      dimensions: [dimension],
      measures: ["transactions"],
      order: [names.isOrdered(dimension) ? dimension : "-transactions"],
      limit: MOST_VALUES,
    },
    { enabled: filters !== null },
  );
  const known = (answer.data?.rows ?? []).map(([value]) => valueText(value ?? null));
  const all = [...new Set([...known, ...view[dimension]])];
  const common = {
    label: said.values,
    placeholder: said.values_hint,
    value: [...view[dimension]],
    onChange: (values: string[]) => setView({ [dimension]: values }),
    comboboxProps: { withinPortal: false },
    maxDropdownHeight: 240,
    limit: 100,
  };
  // More ids than can be listed: one may be typed.
  if (isId) return <TagsInput {...common} data={all} />;
  return (
    <MultiSelect
      {...common}
      searchable
      nothingFoundMessage={said.values_none}
      data={all.map((value) => ({ value, label: format.cell(names.unit(dimension), cellOf(value)) }))}
    />
  );
}
