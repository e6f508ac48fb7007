-- columns: category label, rank number, transactions count, gross_sales money, share_of_sales ratio, current_gross_sales money, previous_gross_sales money, change ratio
-- requires: category, timestamp
-- One pass over the sales; all the rest is on one row for each category and day. The current period is the last
-- floor(span / 2) days, written 2 (age + 1) <= span without a division; the previous one is as many days before it.
WITH days AS (
  SELECT
    category,
    CAST(timestamp AS DATE) AS sold_on,
    {{measure transactions}} AS transactions,
    {{measure gross_sales}} AS gross_sales
  FROM {{sales}}
  GROUP BY category, CAST(timestamp AS DATE)
), ages AS (
  SELECT
    category,
    transactions,
    gross_sales,
    {{days sold_on ; max(sold_on) OVER ()}} AS age,
    {{days min(sold_on) OVER () ; max(sold_on) OVER ()}} + 1 AS span
  FROM days
), categories AS (
  SELECT
    category,
    max(span) AS span,
    sum(transactions) AS transactions,
    sum(gross_sales) AS gross_sales,
    sum(CASE WHEN 2 * (age + 1) <= span THEN gross_sales ELSE 0 END) AS current_gross_sales,
    sum(CASE WHEN 2 * (age + 1) > span AND age < span - span % 2 THEN gross_sales ELSE 0 END) AS previous_gross_sales
  FROM ages
  GROUP BY category
)
SELECT
  category,
  rank() OVER (ORDER BY gross_sales DESC) AS rank,
  transactions,
  gross_sales,
  {{divide {{cents gross_sales}} ; {{cents sum(gross_sales) OVER ()}} ; 4}} AS share_of_sales,
  CASE WHEN span > 1 THEN current_gross_sales END AS current_gross_sales,
  CASE WHEN span > 1 THEN previous_gross_sales END AS previous_gross_sales,
  {{scaled {{half_up {{cents current_gross_sales}} * 10000 ; {{cents previous_gross_sales}}}} - 10000 ; 4}} AS change
FROM categories
ORDER BY rank, category ASC NULLS LAST
