import { Button, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Settings } from "../../../src/server/api/session.ts";
import { isApiProblem } from "../../api/client.ts";
import { useMe, usePutSettings, useSettings } from "../../api/session.ts";
import { useShop } from "../../api/shop.ts";
import { useProblemText } from "../../parts/notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { useSaid } from "../../words/language.tsx";
import styles from "./settings.module.css";
import { words } from "./words.ts";

/** What the owner says of the shop here. */
export function OwnerPanel() {
  const said = useSaid(words);
  const query = useSettings();
  return (
    <Panel title={said.owner} span={6} height={240} state={stateOf(query)}>
      {query.data !== undefined && <OwnerForm settings={query.data} />}
    </Panel>
  );
}

function OwnerForm({ settings }: { readonly settings: Settings }) {
  const said = useSaid(words);
  const sentence = useProblemText();
  const mayChange = useMe().data?.can.administer === true;
  const source = useShop().data?.source.id ?? "";
  const put = usePutSettings();
  const [draft, setDraft] = useState(settings);
  const isChanged = draft.name !== settings.name || draft.viewers_may_export !== settings.viewers_may_export;
  const send = (event: FormEvent) => {
    event.preventDefault();
    put.mutate(draft);
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <TextInput
        label={said.name}
        description={said.name_hint({ source })}
        value={draft.name}
        maxLength={80}
        disabled={!mayChange}
        onChange={({ currentTarget }) => setDraft({ ...draft, name: currentTarget.value })}
      />
      <Switch
        label={said.viewers_may_export}
        description={said.viewers_hint}
        checked={draft.viewers_may_export}
        disabled={!mayChange}
        onChange={({ currentTarget }) => setDraft({ ...draft, viewers_may_export: currentTarget.checked })}
      />
      <div className={styles.actions}>
        {mayChange ? (
          <Button type="submit" size="sm" loading={put.isPending} disabled={!isChanged}>
            {said.save}
          </Button>
        ) : (
          <p className={styles.soft}>{said.only_admins}</p>
        )}
        <p role="status" className={styles.soft}>
          {put.isSuccess && !isChanged ? said.saved : ""}
        </p>
      </div>
      {put.error !== null && (
        <p role="alert" className={styles.bad}>
          {sentence(isApiProblem(put.error) ? put.error : null)}
        </p>
      )}
    </form>
  );
}
