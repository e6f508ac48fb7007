-- columns: cohort month, months_since number, cohort_customers count, active_customers count, retention ratio, gross_sales money
-- requires: customer_id, timestamp
WITH activity AS (
  SELECT
    customer_id,
    {{month_of timestamp}} AS active_month,
    {{measure gross_sales}} AS gross_sales
  FROM {{sales}}
  WHERE customer_id IS NOT NULL
  GROUP BY customer_id, {{month_of timestamp}}
), firsts AS (
  SELECT customer_id, min(active_month) AS first_month
  FROM activity
  GROUP BY customer_id
), seen AS (
  SELECT first_month, active_month, count(*) AS active_customers, sum(gross_sales) AS gross_sales
  FROM activity JOIN firsts ON firsts.customer_id = activity.customer_id
  GROUP BY first_month, active_month
), cohorts AS (
  SELECT first_month, active_customers AS cohort_customers
  FROM seen
  WHERE active_month = first_month
), months AS (
  SELECT DISTINCT active_month
  FROM seen
)
SELECT
  {{month cohorts.first_month}} AS cohort,
  {{months cohorts.first_month ; months.active_month}} AS months_since,
  cohorts.cohort_customers,
  coalesce(seen.active_customers, 0) AS active_customers,
  {{divide coalesce(seen.active_customers, 0) ; cohorts.cohort_customers ; 4}} AS retention,
  coalesce(seen.gross_sales, 0) AS gross_sales
FROM cohorts
JOIN months ON months.active_month >= cohorts.first_month
LEFT JOIN seen ON seen.first_month = cohorts.first_month AND seen.active_month = months.active_month
ORDER BY cohorts.first_month, months.active_month
