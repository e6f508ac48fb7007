import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useSaid } from "../../words/language.tsx";
import styles from "./drawer.module.css";
import { words } from "./words.ts";

interface DropFormProps {
  readonly isBusy: boolean;
  readonly onDrop: (reason: string) => void;
  readonly onCancel: () => void;
}

/** Nothing is dropped without a reason. */
export function DropForm({ isBusy, onDrop, onCancel }: DropFormProps) {
  const said = useSaid(words).letter;
  const [reason, setReason] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== "") onDrop(reason.trim());
  };
  return (
    <form className={styles.drop} onSubmit={send} aria-label={said.drop_title}>
      <p className={styles.soft}>{said.drop_text}</p>
      <TextInput
        label={said.reason}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        maxLength={500}
        required
        data-autofocus
      />
      <div className={styles.actions}>
        {said.reasons.map((one) => (
          <Button key={one} size="compact-xs" variant="default" onClick={() => setReason(one)}>
            {one}
          </Button>
        ))}
      </div>
      <div className={styles.actions}>
        <Button type="submit" size="xs" color="red" loading={isBusy} disabled={reason.trim() === ""}>
          {said.drop}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {said.cancel}
        </Button>
      </div>
    </form>
  );
}
