"""The original batch job on PySpark, local mode. Usage: pyspark_job.py INPUT.csv OUTPUT_FOLDER [--stock]

Spark splits each shuffle in 200 parts unless told otherwise, as most first scripts leave it: --stock keeps that,
the default here is one part per core.
"""

import os
import sys

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

source, out, *options = sys.argv[1:]
SCHEMA = """transaction_id BIGINT, timestamp TIMESTAMP, customer_id BIGINT, product_id BIGINT, category STRING, quantity INT,
    unit_price DECIMAL(18,2), total DECIMAL(18,2), payment_method STRING, status STRING"""

builder = (
    SparkSession.builder.master("local[*]")
    .appName("original job")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
)
if "--stock" not in options:
    builder = builder.config("spark.sql.shuffle.partitions", str(os.cpu_count()))
spark = builder.getOrCreate()
spark.sparkContext.setLogLevel("ERROR")

# dropDuplicates keeps the first row it meets: Spark promises no more than that.
sales = (
    spark.read.csv(source, header=True, schema=SCHEMA, timestampFormat="yyyy-MM-dd HH:mm:ss")
    .dropna(subset=["total", "customer_id", "transaction_id"])
    .filter(F.col("total") > 0)
    .dropDuplicates(["transaction_id"])
    .cache()
)
dated = sales.withColumns(
    {
        "parsed_timestamp": F.col("timestamp"),
        "hour": F.hour("timestamp"),
        "weekday": F.dayofweek("timestamp"),
        "day": F.to_date("timestamp"),
    }
)


def money_by(frame: DataFrame, key: str) -> DataFrame:
    return frame.groupBy(key).agg(
        F.count("*").alias("transactions"), F.sum("total").alias("gross_sales"), F.avg("total").alias("average_sale")
    )


by_category = money_by(sales, "category").orderBy(F.desc("gross_sales")).cache()
analyses = [
    sales.select("quantity", "unit_price", "total").summary("count", "mean", "stddev", "min", "max"),
    by_category,
    money_by(sales, "payment_method").orderBy(F.desc("transactions")),
    sales.groupBy("product_id")
    .agg(F.count("*").alias("transactions"), F.sum("quantity").alias("units"), F.sum("total").alias("gross_sales"))
    .orderBy(F.desc("units"), F.desc("gross_sales"))
    .limit(10),
    money_by(dated, "day").orderBy("day"),
    money_by(dated, "hour").orderBy("hour"),
    money_by(sales, "status").orderBy(F.desc("transactions")),
]
for analysis in analyses:
    analysis.show(100, truncate=False)

for frame, file in [(sales, "clean_sales"), (dated, "dated_sales"), (by_category, "sales_by_category")]:
    frame.write.mode("overwrite").parquet(f"{out}/{file}.parquet", compression="snappy")

rows, gross = sales.agg(F.count("*"), F.sum("total")).first()
print(f"rows={rows} gross={gross}")
spark.stop()
