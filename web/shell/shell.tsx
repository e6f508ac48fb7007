import type { ReactNode } from "react";
import { PAGES, type PageId, pathOf } from "../address/address.ts";
import { Link } from "../address/link.tsx";
import { useShop } from "../api/shop.ts";
import { useFormat } from "../format/use-format.ts";
import { useWords } from "../words/language.tsx";
import { Freshness } from "./freshness.tsx";
import { Icon } from "./icons.tsx";
import styles from "./shell.module.css";
import { Switches } from "./switches.tsx";

/** The frame of every page: rail, header, content. */
export function Shell({ page, children }: { readonly page: PageId | null; readonly children: ReactNode }) {
  const words = useWords();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {words.shell.skip}
      </a>
      <nav className={styles.rail} aria-label={words.shell.navigation}>
        <ul>
          {PAGES.map((id) => (
            <li key={id}>
              <Link to={pathOf(id)} aria-current={id === page ? "page" : undefined}>
                <Icon name={id} />
                <span>{words.pages[id]}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <header className={styles.header}>
        <ShopName />
        <Freshness />
        <Switches />
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function ShopName() {
  const shop = useShop().data;
  const format = useFormat();
  const words = useWords().shell;
  const name =
    shop === undefined ? "Vitrina" : shop.source.demo && shop.name === shop.source.id ? words.demo : shop.name;
  return (
    <div className={styles.shop}>
      <strong>{name}</strong>
      {shop !== undefined && shop.kept.first !== null && (
        <span>{words.since({ day: format.day(shop.kept.first.slice(0, 10)) })}</span>
      )}
    </div>
  );
}
