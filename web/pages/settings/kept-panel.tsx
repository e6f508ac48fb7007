import { useFields } from "../../api/fields.ts";
import { useShop } from "../../api/shop.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { useLanguage, useSaid } from "../../words/language.tsx";
import { plural } from "../../words/plural.ts";
import { SettingTable } from "./setting-table.tsx";
import { words } from "./words.ts";

/** What is kept, and for how long. */
export function KeptPanel() {
  const said = useSaid(words);
  const format = useFormat();
  const { language } = useLanguage();
  const query = useFields();
  const shop = useShop().data;
  const kept = query.data?.kept;
  const days = (count: number | null) =>
    count === null ? said.forever : plural(language, count, said.days, { n: format.count(count) });
  return (
    <Panel title={said.kept} definition={<p>{said.kept_is}</p>} span={6} height={240} state={stateOf(query)}>
      {kept !== undefined && (
        <SettingTable
          caption={said.kept}
          rows={[
            {
              id: "rows",
              name: said.rows,
              value: kept.rows ? `${days(kept.rows_days)}${rowsNow()}` : said.not_kept,
              option: kept.rows ? "--retain-rows" : "--keep-rows",
            },
            ...(shop?.kept.first == null
              ? []
              : [{ id: "since", name: said.since, value: format.shopTime(shop.kept.first), option: "" }]),
            { id: "windows", name: said.windows, value: days(kept.windows_days), option: "--retain-windows" },
            {
              id: "aside",
              name: said.aside,
              value: kept.aside === null ? said.forever : said.at_most({ n: format.count(kept.aside) }),
              option: "--retain-aside",
            },
          ]}
        />
      )}
    </Panel>
  );

  function rowsNow(): string {
    return shop === undefined ? "" : `; ${said.rows_kept({ n: format.count(shop.kept.rows) })}`;
  }
}
