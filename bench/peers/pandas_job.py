"""The original batch job on pandas, with Arrow's reader and types. Usage: pandas_job.py INPUT.csv OUTPUT_FOLDER"""

import sys

import pandas as pd
import pyarrow as pa

source, out = sys.argv[1:]
MONEY = pd.ArrowDtype(pa.decimal128(18, 2))
TYPES = {"unit_price": MONEY, "total": MONEY, "category": "category", "payment_method": "category", "status": "category"}

sales = pd.read_csv(source, engine="pyarrow", dtype_backend="pyarrow", dtype=TYPES)
sales = sales.dropna(subset=["total", "customer_id", "transaction_id"])
sales = sales[sales["total"] > 0].drop_duplicates("transaction_id", keep="first")

moment = sales["timestamp"].dt
dated = sales.assign(
    parsed_timestamp=sales["timestamp"],
    hour=moment.hour,
    weekday=(moment.day_of_week + 2).mask(moment.day_of_week == 6, 1),
    day=moment.date,
)


def money_by(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    figures = frame.groupby(key, observed=True).agg(transactions=("total", "size"), gross_sales=("total", "sum"))
    figures["average_sale"] = figures["gross_sales"].astype(float) / figures["transactions"]
    return figures.reset_index()


by_category = money_by(sales, "category").sort_values("gross_sales", ascending=False)
analyses = [
    sales[["quantity", "unit_price", "total"]].astype("float64[pyarrow]").agg(["count", "mean", "std", "min", "max"]),
    by_category,
    money_by(sales, "payment_method").sort_values("transactions", ascending=False),
    sales.groupby("product_id")
    .agg(transactions=("total", "size"), units=("quantity", "sum"), gross_sales=("total", "sum"))
    .sort_values(["units", "gross_sales"], ascending=False)
    .head(10),
    money_by(dated, "day"),
    money_by(dated, "hour"),
    money_by(sales, "status").sort_values("transactions", ascending=False),
]
for analysis in analyses:
    print(analysis.to_string(), end="\n\n")

for frame, file in [(sales, "clean_sales"), (dated, "dated_sales"), (by_category, "sales_by_category")]:
    frame.to_parquet(f"{out}/{file}.parquet", index=False, compression="snappy")

print(f"rows={len(sales)} gross={sales['total'].sum()}")
