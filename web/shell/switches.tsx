import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { useLogout, useMe } from "../api/session.ts";
import { type Language, useLanguage, useWords } from "../words/language.tsx";
import { Icon } from "./icons.tsx";
import styles from "./shell.module.css";

const THEMES = [
  { id: "auto", icon: "auto" },
  { id: "light", icon: "sun" },
  { id: "dark", icon: "moon" },
] as const;
const LANGUAGES: readonly { readonly id: Language; readonly name: string; readonly short: string }[] = [
  { id: "en", name: "English", short: "EN" },
  { id: "es", name: "Español", short: "ES" },
];

/** Language, colours, and the way out. */
export function Switches() {
  const words = useWords().shell;
  const { language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const me = useMe().data;
  const logout = useLogout();
  return (
    <div className={styles.switches}>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`${words.language}: ${language.toUpperCase()}`}
          >
            <span className={styles.language}>{language.toUpperCase()}</span>
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {LANGUAGES.map(({ id, name }) => (
            <Menu.Item key={id} lang={id} aria-current={id === language || undefined} onClick={() => choose(id)}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`${words.theme}: ${words.themes[colorScheme]}`}
          >
            <Icon name={THEMES.find(({ id }) => id === colorScheme)?.icon ?? "auto"} size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {THEMES.map(({ id, icon }) => (
            <Menu.Item
              key={id}
              leftSection={<Icon name={icon} size={16} />}
              aria-current={id === colorScheme || undefined}
              onClick={() => setColorScheme(id)}
            >
              {words.themes[id]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {me?.logged_in === true && me.login !== "none" && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={words.logout}
          title={words.logout}
          onClick={() => logout.mutate()}
        >
          <Icon name="logout" size={18} />
        </ActionIcon>
      )}
    </div>
  );
}
