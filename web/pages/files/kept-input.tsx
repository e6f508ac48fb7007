import { TextInput } from "@mantine/core";
import { useEffect, useId, useState } from "react";

interface KeptInputProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly choices: readonly string[];
  /** Once it is written: on Enter or when the field is left. */
  readonly onKeep: (value: string) => void;
}

/** A text that counts when it is complete, with suggestions of the browser. */
export function KeptInput({ label, placeholder, value, choices, onKeep }: KeptInputProps) {
  const list = useId();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const keep = () => {
    if (text.trim() !== value) onKeep(text.trim());
  };
  return (
    <>
      <TextInput
        size="sm"
        label={label}
        placeholder={placeholder}
        value={text}
        list={list}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
        }}
      />
      <datalist id={list}>
        {choices.map((choice) => (
          <option key={choice} value={choice} />
        ))}
      </datalist>
    </>
  );
}
