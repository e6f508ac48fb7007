import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { isApiProblem } from "../api/client.ts";
import { useLogin } from "../api/session.ts";
import { useProblemText } from "../parts/notice.tsx";
import { useWords } from "../words/language.tsx";
import styles from "./login.module.css";
import { Switches } from "./switches.tsx";

/** Asks for what the server wants: a name and a password, or its token. */
export function Login({ login }: { readonly login: "token" | "users" }) {
  const words = useWords().login;
  const sentence = useProblemText();
  const send = useLogin();
  const [name, setName] = useState("");
  const [secret, setSecret] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate(login === "token" ? { token: secret } : { name, password: secret });
  };
  const refusal = send.error === null ? null : sentence(isApiProblem(send.error) ? send.error : null);
  return (
    <main className={styles.login}>
      <form onSubmit={submit} className={styles.form}>
        <div className={styles.head}>
          <h1>{words.title}</h1>
          <Switches />
        </div>
        {login === "users" && (
          <TextInput
            label={words.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="username"
            required
            withAsterisk={false}
          />
        )}
        <PasswordInput
          label={login === "token" ? words.token : words.password}
          description={login === "token" ? words.token_hint : undefined}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          autoComplete="current-password"
          required
          withAsterisk={false}
        />
        {refusal !== null && (
          <p role="alert" className={styles.refusal}>
            {refusal}
          </p>
        )}
        <Button type="submit" loading={send.isPending}>
          {words.submit}
        </Button>
      </form>
    </main>
  );
}
