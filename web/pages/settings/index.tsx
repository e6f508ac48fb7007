import { useMe } from "../../api/session.ts";
import { Page } from "../../parts/page.tsx";
import { Panel } from "../../parts/panel.tsx";
import { useSaid, useWords } from "../../words/language.tsx";
import { AuditPanel } from "./audit-panel.tsx";
import { KeptPanel } from "./kept-panel.tsx";
import { MappingPanel } from "./mapping-panel.tsx";
import { OwnerPanel } from "./owner-panel.tsx";
import styles from "./settings.module.css";
import { StreamPanel } from "./stream-panel.tsx";
import { UsersPanel } from "./users-panel.tsx";
import { words } from "./words.ts";

/** What this shop is, who may see it, and who changed what. */
export function SettingsPage() {
  const said = useSaid(words);
  const me = useMe().data;
  return (
    <Page title={useWords().pages.settings} lead={said.lead}>
      <OwnerPanel />
      <KeptPanel />
      <StreamPanel />
      <MappingPanel />
      {me?.can.administer === true && (
        <>
          <UsersPanel />
          <AuditPanel />
        </>
      )}
      {me?.can.administer === false && (
        <Panel title={said.users}>
          <p className={styles.soft}>
            {said.me_role({ role: me.role === null ? "–" : said.roles[me.role] })} {said.rest}
          </p>
        </Panel>
      )}
    </Page>
  );
}
