-- columns: bin_from money, bin_to money, transactions count, gross_sales money
-- requires: unit_price
-- The width is the smallest of 1, 2, 5 x 10^k cents that needs no more than 25 widths from the lowest price to the
-- highest; in whole cents a distance of so many digits is at least rpad('1', digits, '0'). Bins start at multiples of
-- the width. What is done to every price, a remainder and a difference towards zero, is fast and overflows for none.
WITH edges AS (
  SELECT CAST(min(unit_price) AS DECIMAL(38,2)) AS lowest, CAST(max(unit_price) AS DECIMAL(38,2)) AS highest
  FROM {{sales}}
), distances AS (
  SELECT lowest, highest, CAST({{cents highest - lowest}} AS BIGINT) AS distance
  FROM edges
), spread AS (
  SELECT lowest, highest, distance, CAST(length({{text distance}}) AS INTEGER) AS digits
  FROM distances
), widths AS (
  SELECT
    lowest,
    highest,
    CASE
      WHEN distance <= 25 THEN 1
      WHEN 4 * distance <= 5 * CAST(rpad('1', digits, '0') AS BIGINT) THEN CAST(rpad('5', digits - 2, '0') AS BIGINT)
      WHEN 2 * distance <= 5 * CAST(rpad('1', digits, '0') AS BIGINT) THEN CAST(rpad('1', digits - 1, '0') AS BIGINT)
      WHEN distance <= 5 * CAST(rpad('1', digits, '0') AS BIGINT) THEN CAST(rpad('2', digits - 1, '0') AS BIGINT)
      ELSE CAST(rpad('5', digits - 1, '0') AS BIGINT) END AS cents
  FROM spread
), scale AS (
  SELECT lowest, highest, CAST({{money cents}} AS DECIMAL(18,2)) AS width
  FROM widths
), parts AS (
  SELECT
    unit_price - unit_price % width AS toward_zero,
    CASE WHEN unit_price % width < 0 THEN width ELSE 0 END AS below,
    {{measure transactions}} AS transactions,
    {{measure gross_sales}} AS gross_sales
  FROM {{sales}} CROSS JOIN scale
  WHERE unit_price IS NOT NULL
  GROUP BY unit_price - unit_price % width, CASE WHEN unit_price % width < 0 THEN width ELSE 0 END
), filled AS (
  SELECT
    CAST(toward_zero AS DECIMAL(38,2)) - below AS start,
    sum(transactions) AS transactions,
    sum(gross_sales) AS gross_sales
  FROM parts
  GROUP BY CAST(toward_zero AS DECIMAL(38,2)) - below
), bins AS (
  SELECT lowest - (lowest % width + width) % width + width * n AS start, width
  FROM scale CROSS JOIN {{series 0 ; 26}} AS steps
  WHERE lowest - (lowest % width + width) % width + width * n <= highest
)
SELECT
  bins.start AS bin_from,
  bins.start + bins.width AS bin_to,
  coalesce(filled.transactions, 0) AS transactions,
  coalesce(filled.gross_sales, 0) AS gross_sales
FROM bins LEFT JOIN filled ON filled.start = bins.start
ORDER BY bins.start
