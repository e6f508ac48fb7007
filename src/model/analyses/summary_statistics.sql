-- columns: summary text, quantity quantity, unit_price money, total money
-- requires:
-- The standard deviation is the sample's, sqrt((n·Σx² − (Σx)²) / (n(n − 1))), from exact sums: both engines return the
-- same digits. Where those sums could leave 38 digits it is null: one absurd value must not end the analysis.
-- The mean is a base at or below the lowest value plus the mean distance from it: no rounding meets a negative number.
WITH sums AS (
  SELECT
    count(quantity) AS q_count,
    CAST(sum(quantity) AS DECIMAL(38,3)) AS q_sum,
    CAST(min(quantity) AS DECIMAL(38,3)) AS q_min,
    CAST(max(quantity) AS DECIMAL(38,3)) AS q_max,
    CAST(floor(CAST(min(quantity) AS DECIMAL(38,3))) AS DECIMAL(38,3)) AS q_base,
    {{squares quantity ; 3}} AS q_squares,
    count(unit_price) AS p_count,
    CAST(sum(unit_price) AS DECIMAL(38,2)) AS p_sum,
    CAST(min(unit_price) AS DECIMAL(38,2)) AS p_min,
    CAST(max(unit_price) AS DECIMAL(38,2)) AS p_max,
    {{squares unit_price ; 2}} AS p_squares,
    count(total) AS t_count,
    CAST(sum(total) AS DECIMAL(38,2)) AS t_sum,
    CAST(min(total) AS DECIMAL(38,2)) AS t_min,
    CAST(max(total) AS DECIMAL(38,2)) AS t_max,
    {{squares total ; 2}} AS t_squares
  FROM {{sales}}
)
SELECT
  CASE n WHEN 0 THEN 'count' WHEN 1 THEN 'mean' WHEN 2 THEN 'stddev' WHEN 3 THEN 'min' ELSE 'max' END AS summary,
  CASE n
    WHEN 0 THEN CAST(q_count AS DECIMAL(38,3))
    WHEN 1 THEN {{scaled {{whole q_base ; 3}}
      + 10 * {{half_up {{whole q_sum - q_count * q_base ; 3}} ; 10 * q_count}} ; 3}}
    WHEN 2 THEN CASE
      WHEN q_count > 1 AND q_min >= -1000000000000 AND q_max <= 1000000000000
        AND CAST(q_count AS DOUBLE) * CAST(q_squares AS DOUBLE) < 9e31
      THEN CAST({{root q_count * q_squares - q_sum * q_sum ; q_count * (q_count - 1) ; 2}} AS DECIMAL(38,3)) END
    WHEN 3 THEN q_min
    ELSE q_max END AS quantity,
  CASE n
    WHEN 0 THEN CAST(p_count AS DECIMAL(38,2))
    WHEN 1 THEN {{money {{cents p_min}} + {{half_up {{cents p_sum - p_count * p_min}} ; p_count}}}}
    WHEN 2 THEN CASE
      WHEN p_count > 1 AND p_min >= -1000000000000 AND p_max <= 1000000000000
        AND CAST(p_count AS DOUBLE) * CAST(p_squares AS DOUBLE) < 9e31
      THEN {{root p_count * p_squares - p_sum * p_sum ; p_count * (p_count - 1) ; 2}} END
    WHEN 3 THEN p_min
    ELSE p_max END AS unit_price,
  CASE n
    WHEN 0 THEN CAST(t_count AS DECIMAL(38,2))
    WHEN 1 THEN {{money {{cents t_min}} + {{half_up {{cents t_sum - t_count * t_min}} ; t_count}}}}
    WHEN 2 THEN CASE
      WHEN t_count > 1 AND t_min >= -1000000000000 AND t_max <= 1000000000000
        AND CAST(t_count AS DOUBLE) * CAST(t_squares AS DOUBLE) < 9e31
      THEN {{root t_count * t_squares - t_sum * t_sum ; t_count * (t_count - 1) ; 2}} END
    WHEN 3 THEN t_min
    ELSE t_max END AS total
FROM sums CROSS JOIN {{series 0 ; 4}} AS lines
ORDER BY n
