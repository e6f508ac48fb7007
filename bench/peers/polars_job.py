"""The original batch job on Polars. Usage: polars_job.py INPUT.csv OUTPUT_FOLDER"""

import sys

import polars as pl

source, out = sys.argv[1:]
SCHEMA = {
    "transaction_id": pl.Int64,
    "timestamp": pl.Datetime("us"),
    "customer_id": pl.Int64,
    "product_id": pl.Int64,
    "category": pl.Categorical,
    "quantity": pl.Int32,
    "unit_price": pl.Decimal(18, 2),
    "total": pl.Decimal(18, 2),
    "payment_method": pl.Categorical,
    "status": pl.Categorical,
}
MONEY = [
    pl.len().alias("transactions"),
    pl.col("total").sum().alias("gross_sales"),
    pl.col("total").cast(pl.Float64).mean().alias("average_sale"),
]

sales = (
    pl.scan_csv(source, schema=SCHEMA)
    .filter(pl.col("total") > 0, pl.col("customer_id").is_not_null(), pl.col("transaction_id").is_not_null())
    .unique("transaction_id", keep="first", maintain_order=True)
    .collect()
)
moment = pl.col("timestamp")
dated = sales.with_columns(
    moment.alias("parsed_timestamp"),
    moment.dt.hour().alias("hour"),
    (moment.dt.weekday() % 7 + 1).alias("weekday"),
    moment.dt.date().alias("day"),
)

by_category = sales.group_by("category").agg(MONEY).sort("gross_sales", descending=True)
analyses = [
    pl.DataFrame({"summary": ["count", "mean", "stddev", "min", "max"]}).with_columns(
        pl.Series(name, [column.count(), column.mean(), column.std(), column.min(), column.max()], strict=False)
        for name in ("quantity", "unit_price", "total")
        for column in [sales[name].cast(pl.Float64)]
    ),
    by_category,
    sales.group_by("payment_method").agg(MONEY).sort("transactions", descending=True),
    sales.group_by("product_id")
    .agg(pl.len().alias("transactions"), pl.col("quantity").sum().alias("units"), pl.col("total").sum().alias("gross_sales"))
    .sort("units", "gross_sales", descending=True)
    .head(10),
    dated.group_by("day").agg(MONEY).sort("day"),
    dated.group_by("hour").agg(MONEY).sort("hour"),
    sales.group_by("status").agg(MONEY).sort("transactions", descending=True),
]
pl.Config.set_tbl_rows(100)
for analysis in analyses:
    print(analysis)

for frame, file in [(sales, "clean_sales"), (dated, "dated_sales"), (by_category, "sales_by_category")]:
    frame.write_parquet(f"{out}/{file}.parquet", compression="snappy")

print(f"rows={sales.height} gross={sales['total'].sum()}")
