import { ActionIcon, Button } from "@mantine/core";
import { useState } from "react";
import type { Users } from "../../../src/server/api/session.ts";
import { isApiProblem } from "../../api/client.ts";
import { useMe, useRemoveUser, useUsers } from "../../api/session.ts";
import { useFormat } from "../../format/use-format.ts";
import { useProblemText } from "../../parts/notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { Icon } from "../../shell/icons.tsx";
import { useSaid } from "../../words/language.tsx";
import styles from "./settings.module.css";
import { UserForm } from "./user-form.tsx";
import { words } from "./words.ts";

/** Who may log in, and as what. */
export function UsersPanel() {
  const said = useSaid(words);
  const me = useMe().data;
  const query = useUsers();
  const users = query.data?.users ?? [];
  return (
    <Panel title={said.users} definition={<p>{said.users_is}</p>} height={240} state={stateOf(query)}>
      <div className={styles.users}>
        {users.length === 0 ? (
          <p className={styles.soft}>{me?.login === "token" ? said.token_only : said.no_users}</p>
        ) : (
          <UserTable users={users} own={me?.name ?? null} />
        )}
        <UserForm isFirst={users.length === 0} />
      </div>
    </Panel>
  );
}

function UserTable({ users, own }: { readonly users: Users["users"]; readonly own: string | null }) {
  const said = useSaid(words);
  const format = useFormat();
  const sentence = useProblemText();
  const remove = useRemoveUser();
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <div>
      <table className={styles.table} aria-label={said.users}>
        <thead>
          <tr>
            <th>{said.user}</th>
            <th>{said.role}</th>
            <th>{said.created}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {users.map(({ name, role, created }) => (
            <tr key={name}>
              <td>
                {name}
                {name === own && <span className={styles.soft}> ({said.you})</span>}
              </td>
              <td>{said.roles[role]}</td>
              <td>{format.instant(created)}</td>
              <td className={styles.end}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={28}
                  aria-label={said.remove({ name })}
                  onClick={() => setAsked(name)}
                >
                  <Icon name="trash" size={16} />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked !== null && (
        <div className={styles.sure} role="alertdialog" aria-label={said.remove({ name: asked })}>
          <p>{said.remove_sure({ name: asked })}</p>
          <div className={styles.actions}>
            <Button
              size="xs"
              color="red"
              data-autofocus
              loading={remove.isPending}
              onClick={() => remove.mutate(asked, { onSettled: () => setAsked(null) })}
            >
              {said.remove_yes}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsked(null)}>
              {said.cancel}
            </Button>
          </div>
        </div>
      )}
      {remove.error !== null && (
        <p role="alert" className={styles.bad}>
          {sentence(isApiProblem(remove.error) ? remove.error : null)}
        </p>
      )}
    </div>
  );
}
