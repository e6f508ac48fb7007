-- columns: segment text, customers count, share_of_customers ratio, transactions count, gross_sales money, average_per_customer money, average_recency_days number
-- requires: customer_id, timestamp
-- A score is the fifth of the customers that a customer's middle rank falls into: with b customers below and e equal
-- (itself among them) of n, 1 + floor(5 (2b + e) / 2n), where rank is b + 1 and the running count b + e. So equals
-- score the same and a crowd of equals scores in the middle of the places it takes.
WITH customers AS (
  SELECT
    customer_id,
    CAST(max(timestamp) AS DATE) AS last_day,
    {{measure transactions}} AS transactions,
    {{measure gross_sales}} AS gross_sales
  FROM {{sales}}
  WHERE customer_id IS NOT NULL
  GROUP BY customer_id
), ranked AS (
  SELECT
    transactions,
    gross_sales,
    {{days last_day ; max(last_day) OVER ()}} AS recency_days,
    count(*) OVER () AS n,
    rank() OVER (ORDER BY last_day) - 1 + count(*) OVER (ORDER BY last_day) AS r,
    rank() OVER (ORDER BY transactions) - 1 + count(*) OVER (ORDER BY transactions) AS f,
    rank() OVER (ORDER BY gross_sales) - 1 + count(*) OVER (ORDER BY gross_sales) AS m
  FROM customers
), scored AS (
  SELECT
    transactions,
    gross_sales,
    recency_days,
    1 + {{quotient 5 * r ; 2 * n}} AS recency,
    2 + {{quotient 5 * f ; 2 * n}} + {{quotient 5 * m ; 2 * n}} AS worth
  FROM ranked
), placed AS (
  SELECT
    transactions,
    gross_sales,
    recency_days,
    CASE
      WHEN recency >= 4 AND transactions = 1 THEN 4
      WHEN recency >= 4 AND worth >= 8 THEN 1
      WHEN recency >= 3 AND worth >= 7 THEN 2
      WHEN recency >= 4 THEN 3
      WHEN recency = 3 THEN 5
      WHEN worth >= 7 THEN 6
      ELSE 7 END AS place
  FROM scored
), segments AS (
  SELECT
    place,
    count(*) AS customers,
    sum(transactions) AS transactions,
    sum(gross_sales) AS gross_sales,
    sum(recency_days) AS recency_days
  FROM placed
  GROUP BY place
)
SELECT
  CASE place
    WHEN 1 THEN 'champions' WHEN 2 THEN 'loyal' WHEN 3 THEN 'promising' WHEN 4 THEN 'new'
    WHEN 5 THEN 'needs_attention' WHEN 6 THEN 'at_risk' ELSE 'lost' END AS segment,
  customers,
  {{divide customers ; sum(customers) OVER () ; 4}} AS share_of_customers,
  transactions,
  gross_sales,
  {{money {{half_up {{cents gross_sales}} ; customers}}}} AS average_per_customer,
  {{divide recency_days ; customers ; 1}} AS average_recency_days
FROM segments
ORDER BY place
