-- columns: month month, new_customers count, returning_customers count, new_transactions count, returning_transactions count, new_gross_sales money, returning_gross_sales money
-- requires: customer_id, timestamp
WITH activity AS (
  SELECT
    customer_id,
    {{month_of timestamp}} AS active_month,
    {{measure transactions}} AS transactions,
    {{measure gross_sales}} AS gross_sales
  FROM {{sales}}
  WHERE customer_id IS NOT NULL
  GROUP BY customer_id, {{month_of timestamp}}
), firsts AS (
  SELECT customer_id, min(active_month) AS first_month
  FROM activity
  GROUP BY customer_id
), dated AS (
  SELECT active_month, transactions, gross_sales, active_month = first_month AS is_new
  FROM activity JOIN firsts ON firsts.customer_id = activity.customer_id
), months AS (
  SELECT
    active_month,
    count(CASE WHEN is_new THEN 1 END) AS new_customers,
    count(CASE WHEN NOT is_new THEN 1 END) AS returning_customers,
    sum(CASE WHEN is_new THEN transactions ELSE 0 END) AS new_transactions,
    sum(CASE WHEN is_new THEN 0 ELSE transactions END) AS returning_transactions,
    sum(CASE WHEN is_new THEN gross_sales ELSE 0 END) AS new_gross_sales,
    sum(CASE WHEN is_new THEN 0 ELSE gross_sales END) AS returning_gross_sales
  FROM dated
  GROUP BY active_month
)
SELECT
  {{month active_month}} AS month,
  new_customers,
  returning_customers,
  new_transactions,
  returning_transactions,
  new_gross_sales,
  returning_gross_sales
FROM months
ORDER BY active_month
