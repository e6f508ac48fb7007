"""The original batch job on chDB (ClickHouse inside Python). Usage: chdb_job.py INPUT.csv OUTPUT_FOLDER"""

import os
import sys

from chdb import session

source, out = sys.argv[1:]
COLUMNS = """transaction_id Nullable(Int64), timestamp DateTime('UTC'), customer_id Nullable(Int64), product_id Nullable(Int64),
    category LowCardinality(String), quantity Int32, unit_price Decimal(18, 2), total Nullable(Decimal(18, 2)),
    payment_method LowCardinality(String), status LowCardinality(String)"""
# Indexes inside the file, which the other tools do not write either, would nearly double the time of writing.
PARQUET = """output_format_parquet_compression_method = 'snappy', output_format_parquet_write_page_index = 0,
    output_format_parquet_write_bloom_filter = 0"""
MONEY = "count() AS transactions, sum(total) AS gross_sales"
AVERAGE = "toFloat64(gross_sales) / transactions AS average_sale"


def text(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


db = session.Session()
# All cores read, one thread stores: that keeps the rows in the order of the file.
db.query(
    f"""CREATE TABLE sales ENGINE = Memory AS
        SELECT assumeNotNull(transaction_id) AS transaction_id, timestamp, assumeNotNull(customer_id) AS customer_id, product_id,
            category, quantity, unit_price, assumeNotNull(total) AS total, payment_method, status
        FROM file({text(source)}, CSVWithNames, {text(COLUMNS)}) AS raw
        WHERE raw.total > 0 AND raw.customer_id IS NOT NULL AND raw.transaction_id IS NOT NULL
        SETTINGS max_threads = 1, max_parsing_threads = {os.cpu_count()}"""
)
# Counting the ids costs a fifth of LIMIT 1 BY, which then runs only where an id is repeated; one thread keeps the first.
if str(db.query("SELECT count() > uniqExact(transaction_id) FROM sales")).strip() == "1":
    db.query("CREATE TABLE kept ENGINE = Memory AS SELECT * FROM sales LIMIT 1 BY transaction_id SETTINGS max_threads = 1")
    db.query("EXCHANGE TABLES kept AND sales")
db.query(
    """CREATE VIEW dated AS SELECT *, timestamp AS parsed_timestamp, toHour(timestamp) AS hour,
       toDayOfWeek(timestamp, 3) AS weekday, toDate32(timestamp) AS day FROM sales"""
)
db.query(
    f"""CREATE TABLE by_category ENGINE = Memory AS
        SELECT category, {MONEY}, {AVERAGE} FROM sales GROUP BY category ORDER BY gross_sales DESC"""
)


def statistics(column: str) -> str:
    return f"[count({column}), avg({column}), stddevSamp(toFloat64({column})), min({column}), max({column})]::Array(Float64)"


analyses = [
    f"""SELECT summary, quantity, unit_price, total FROM (SELECT ['count', 'mean', 'stddev', 'min', 'max'] AS summary,
        {statistics("quantity")} AS quantity, {statistics("unit_price")} AS unit_price, {statistics("total")} AS total FROM sales)
        ARRAY JOIN summary, quantity, unit_price, total""",
    "SELECT * FROM by_category",
    f"SELECT payment_method, {MONEY}, {AVERAGE} FROM sales GROUP BY payment_method ORDER BY transactions DESC",
    """SELECT product_id, count() AS transactions, sum(quantity) AS units, sum(total) AS gross_sales
       FROM sales GROUP BY product_id ORDER BY units DESC, gross_sales DESC LIMIT 10""",
    f"SELECT day, {MONEY}, {AVERAGE} FROM dated GROUP BY day ORDER BY day",
    f"SELECT hour, {MONEY}, {AVERAGE} FROM dated GROUP BY hour ORDER BY hour",
    f"SELECT status, {MONEY}, {AVERAGE} FROM sales GROUP BY status ORDER BY transactions DESC",
]
for analysis in analyses:
    print(db.query(analysis, "PrettyCompactMonoBlock"))

for table, file in [("sales", "clean_sales"), ("dated", "dated_sales"), ("by_category", "sales_by_category")]:
    path = text(f"{out}/{file}.parquet")
    db.query(f"SELECT * FROM {table} INTO OUTFILE {path} FORMAT Parquet SETTINGS {PARQUET}")

rows, gross = str(db.query("SELECT count(), sum(total) FROM sales", "TSV")).split()
print(f"rows={rows} gross={gross}")
