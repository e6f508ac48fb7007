-- columns: product_id id, gross_sales money, share_of_sales ratio, cumulative_share ratio, class text
-- requires: product_id
-- The class looks at the share before the product: so the best seller is always A, whatever its share.
WITH products AS (
  SELECT product_id, {{measure gross_sales}} AS gross_sales
  FROM {{sales}}
  GROUP BY product_id
), running AS (
  SELECT
    product_id,
    gross_sales,
    sum(gross_sales) OVER (
      ORDER BY gross_sales DESC, product_id ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS cumulative,
    sum(gross_sales) OVER () AS all_sales
  FROM products
)
SELECT
  product_id,
  gross_sales,
  {{divide {{cents gross_sales}} ; {{cents all_sales}} ; 4}} AS share_of_sales,
  {{divide {{cents cumulative}} ; {{cents all_sales}} ; 4}} AS cumulative_share,
  CASE
    WHEN (cumulative - gross_sales) * 100 < all_sales * 80 THEN 'A'
    WHEN (cumulative - gross_sales) * 100 < all_sales * 95 THEN 'B'
    ELSE 'C' END AS class
FROM running
ORDER BY gross_sales DESC, product_id ASC NULLS LAST
