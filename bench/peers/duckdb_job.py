"""The original batch job, driven by hand on DuckDB. Usage: duckdb_job.py INPUT.csv OUTPUT_FOLDER"""

import sys

import duckdb

source, out = sys.argv[1:]
COLUMNS = {
    "transaction_id": "BIGINT",
    "timestamp": "TIMESTAMP",
    "customer_id": "BIGINT",
    "product_id": "BIGINT",
    "category": "VARCHAR",
    "quantity": "INTEGER",
    "unit_price": "DECIMAL(18,2)",
    "total": "DECIMAL(18,2)",
    "payment_method": "VARCHAR",
    "status": "VARCHAR",
}
MONEY = "count(*) AS transactions, sum(total) AS gross_sales"
AVERAGE = "avg(total) AS average_sale"

db = duckdb.connect()
db.execute(
    f"""CREATE TABLE sales AS FROM read_csv($source, header = true, columns = {COLUMNS})
        WHERE total > 0 AND customer_id IS NOT NULL AND transaction_id IS NOT NULL""",
    {"source": source},
)
# Row ids follow the file, so the lowest one is the first sale. Looking for repeated ids alone costs less
# than a window or a DISTINCT ON over whole rows.
db.execute(
    """CREATE TEMP TABLE repeated AS
       SELECT transaction_id, min(rowid) AS first_row FROM sales GROUP BY ALL HAVING count(*) > 1"""
)
db.execute(
    """DELETE FROM sales USING repeated
       WHERE sales.transaction_id = repeated.transaction_id AND sales.rowid <> repeated.first_row"""
)
db.execute(
    """CREATE VIEW dated AS SELECT *, timestamp AS parsed_timestamp, hour(timestamp) AS hour,
       dayofweek(timestamp) + 1 AS weekday, timestamp::DATE AS day FROM sales"""
)
db.execute(f"CREATE TABLE by_category AS SELECT category, {MONEY}, {AVERAGE} FROM sales GROUP BY ALL ORDER BY gross_sales DESC")


def statistics(column: str) -> str:
    return ", ".join(f"{name}({column})::DOUBLE" for name in ("count", "avg", "stddev", "min", "max"))


analyses = [
    f"""SELECT unnest(['count', 'mean', 'stddev', 'min', 'max']) AS summary, unnest([{statistics("quantity")}]) AS quantity,
        unnest([{statistics("unit_price")}]) AS unit_price, unnest([{statistics("total")}]) AS total FROM sales""",
    "FROM by_category",
    f"SELECT payment_method, {MONEY}, {AVERAGE} FROM sales GROUP BY ALL ORDER BY transactions DESC",
    """SELECT product_id, count(*) AS transactions, sum(quantity) AS units, sum(total) AS gross_sales
       FROM sales GROUP BY ALL ORDER BY units DESC, gross_sales DESC LIMIT 10""",
    f"SELECT day, {MONEY}, {AVERAGE} FROM dated GROUP BY ALL ORDER BY day",
    f"SELECT hour, {MONEY}, {AVERAGE} FROM dated GROUP BY ALL ORDER BY hour",
    f"SELECT status, {MONEY}, {AVERAGE} FROM sales GROUP BY ALL ORDER BY transactions DESC",
]
for analysis in analyses:
    db.sql(analysis).show(max_rows=100)

for table, file in [("sales", "clean_sales"), ("dated", "dated_sales"), ("by_category", "sales_by_category")]:
    db.table(table).write_parquet(f"{out}/{file}.parquet", compression="snappy")

rows, gross = db.execute("SELECT count(*), sum(total) FROM sales").fetchone()
print(f"rows={rows} gross={gross}")
