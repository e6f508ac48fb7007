import { Button, PasswordInput, SegmentedControl, TextInput } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import type { Role } from "../../../src/server/api/shop.ts";
import { isApiProblem } from "../../api/client.ts";
import { usePutUser } from "../../api/session.ts";
import { useProblemText } from "../../parts/notice.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./settings.module.css";
import { words } from "./words.ts";

const ROLES: readonly Role[] = ["viewer", "analyst", "admin"];
const LEAST = 10;

/** Adds a user or changes one. The first must be an admin: else nobody could add another. */
export function UserForm({ isFirst }: { readonly isFirst: boolean }) {
  const said = useSaid(words);
  const sentence = useProblemText();
  const put = usePutUser();
  const heading = useId();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [chosen, setRole] = useState<Role>("viewer");
  const role = isFirst ? "admin" : chosen;
  const send = (event: FormEvent) => {
    event.preventDefault();
    put.mutate(
      { name: name.trim(), role, password },
      {
        onSuccess: () => {
          setName("");
          setPassword("");
        },
      },
    );
  };
  return (
    <form className={styles.form} onSubmit={send} aria-labelledby={heading}>
      <h3 id={heading} className={styles.formTitle}>
        {said.add_title}
      </h3>
      <TextInput
        label={said.user}
        value={name}
        maxLength={60}
        autoComplete="off"
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <PasswordInput
        label={said.password}
        description={said.password_hint}
        value={password}
        maxLength={200}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": said.show_password }}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      <SegmentedControl
        aria-label={said.role}
        value={role}
        onChange={(value) => setRole(ROLES.find((one) => one === value) ?? "viewer")}
        data={ROLES.map((value) => ({ value, label: said.roles[value], disabled: isFirst && value !== "admin" }))}
      />
      {put.error !== null && (
        <p role="alert" className={styles.bad}>
          {sentence(isApiProblem(put.error) ? put.error : null)}
        </p>
      )}
      <div className={styles.actions}>
        <Button
          type="submit"
          size="sm"
          loading={put.isPending}
          disabled={name.trim() === "" || password.length < LEAST}
        >
          {said.add}
        </Button>
      </div>
    </form>
  );
}
