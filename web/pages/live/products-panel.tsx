import type { Today } from "../../../src/server/api/today.ts";
import { useShop } from "../../api/shop.ts";
import { useToday } from "../../api/today.ts";
import { useFormat } from "../../format/use-format.ts";
import { useScheme } from "../../parts/chart-look.ts";
import { useColours } from "../../parts/colours.ts";
import { Panel, type PanelProps } from "../../parts/panel.tsx";
import { stateOf } from "../../parts/panel-state.ts";
import { useSaid } from "../../words/language.tsx";
import { useFillCommand } from "./catch-up.tsx";
import { Movement } from "./movement.tsx";
import styles from "./products.module.css";
import { words } from "./words.ts";

interface ProductsPanelProps extends Pick<PanelProps, "span" | "wide"> {
  readonly onProduct: (product: string) => void;
}

type Product = NonNullable<Today["top_products"]>[number];

const HEIGHT = 440;

/** The ten best of today, and who rose against yesterday. */
export function ProductsPanel({ onProduct, ...place }: ProductsPanelProps) {
  const said = useSaid(words);
  const format = useFormat();
  const columns = useShop().data?.columns;
  const query = useToday();
  const fill = useFillCommand();
  const products = query.data?.top_products ?? [];
  const colour = useColours("category", useScheme());
  const most = Number(products[0]?.gross_sales ?? 0);
  const hasNone = columns?.includes("product_id") === false;
  const climber = climberOf(products);
  return (
    <Panel
      {...place}
      title={said.products}
      unit={format.currency}
      definition={<p>{said.products_is}</p>}
      height={HEIGHT}
      state={stateOf(query, ({ top_products }) => top_products === null || top_products.length === 0)}
      empty={hasNone ? { text: said.no_products } : { text: said.products_empty, ...fill }}
      table={{
        columns: [
          { id: "product_id", label: said.product, unit: "id" },
          { id: "category", label: said.splits.by_category, unit: "label" },
          { id: "units", label: said.units, unit: "quantity" },
          { id: "transactions", label: said.transactions, unit: "count" },
          { id: "gross_sales", label: said.gross, unit: "money" },
          { id: "place_yesterday", label: said.movement, unit: "count" },
        ],
        rows: products.map((one) => [
          one.product_id,
          one.category,
          one.units,
          one.transactions,
          one.gross_sales,
          one.place_yesterday,
        ]),
      }}
    >
      <ol className={styles.products}>
        {products.map((product, index) => (
          <li key={String(product.product_id)}>
            <span className={styles.place}>{index + 1}</span>
            <button
              type="button"
              className={styles.name}
              onClick={() => onProduct(String(product.product_id ?? "__null__"))}
            >
              {format.cell("id", product.product_id)}
              {product.category !== null && <span className={styles.category}>{product.category}</span>}
            </button>
            <span className={styles.track} aria-hidden="true">
              <span
                className={styles.bar}
                style={{
                  width: `${most === 0 ? 0 : (100 * Number(product.gross_sales)) / most}%`,
                  background: colour(product.category),
                }}
              />
            </span>
            <Movement from={product.place_yesterday} to={index + 1} />
            <span className={styles.sum} title={format.money(product.gross_sales)}>
              {format.moneyWhole(product.gross_sales)}
            </span>
          </li>
        ))}
      </ol>
      {climber !== undefined && (
        <p className={styles.climber}>
          {said.climber({
            product: format.cell("id", climber.product.product_id),
            from: format.count(climber.from),
            to: format.count(climber.to),
          })}
        </p>
      )}
    </Panel>
  );
}

/** The one that gained most places against yesterday. */
function climberOf(products: readonly Product[]) {
  const climbs = products.flatMap((product, index) => {
    const from = product.place_yesterday;
    return from === null || from <= index + 1 ? [] : [{ product, from, to: index + 1 }];
  });
  return climbs.sort((a, b) => b.from - b.to - (a.from - a.to))[0];
}
