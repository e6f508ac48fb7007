import { useShop } from "../../api/shop.ts";
import { useFormat } from "../../format/use-format.ts";
import { Panel } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { useSaid } from "../../words/language.tsx";
import { SettingTable } from "./setting-table.tsx";
import { words } from "./words.ts";

/** What was decided when the stream was started, and by which option. */
export function StreamPanel() {
  const said = useSaid(words);
  const format = useFormat();
  const query = useShop();
  const shop = query.data;
  const stream = shop?.stream;
  return (
    <Panel title={said.setting} definition={<p>{said.setting_is}</p>} span={6} height={440} state={stateOf(query)}>
      {shop !== undefined && stream !== undefined && (
        <SettingTable
          caption={said.setting}
          rows={[
            { id: "source", name: said.source, value: shop.source.id, option: "--source" },
            { id: "engine", name: said.engine, value: `${shop.engine.id} ${shop.engine.version}`, option: "--engine" },
            {
              id: "currency",
              name: said.currency,
              value: shop.currency || said.unknown_currency,
              option: "--currency",
            },
            { id: "time_zone", name: said.time_zone, value: shop.time_zone, option: "--time-zone" },
            { id: "window", name: said.window, value: format.duration(stream.window_seconds), option: "--window" },
            { id: "slide", name: said.slide, value: format.duration(stream.slide_seconds), option: "--slide" },
            {
              id: "watermark",
              name: said.watermark,
              value: format.duration(stream.watermark_seconds),
              option: "--watermark",
            },
            {
              id: "duplicates",
              name: said.duplicates,
              value: stream.duplicate_seconds === 0 ? said.off : format.duration(stream.duplicate_seconds),
              option: "--duplicates",
            },
            {
              id: "future",
              name: said.future,
              value: stream.future_seconds === null ? said.off : format.duration(stream.future_seconds),
              option: "--future",
            },
            { id: "late", name: said.late, value: said.lates[stream.late], option: "--late" },
            { id: "queries", name: said.queries, value: stream.queries.join(", "), option: "--query" },
            { id: "version", name: said.about, value: `vitrina ${shop.version}`, option: "" },
          ]}
        />
      )}
    </Panel>
  );
}
