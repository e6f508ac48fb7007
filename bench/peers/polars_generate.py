"""Uniformly drawn sales as CSV, with numpy and Polars. Usage: polars_generate.py ROWS OUTPUT.csv"""

import sys
from datetime import datetime

import numpy as np
import polars as pl

rows, out = int(sys.argv[1]), sys.argv[2]
draw = np.random.default_rng(42)


def labels(*values: str) -> pl.Series:
    return pl.Series(draw.integers(0, len(values), rows, dtype=np.uint32)).cat.to(pl.Enum(values))


START, SECONDS = datetime(2026, 1, 1), 30 * 86_400
quantity = draw.integers(1, 11, rows, dtype=np.int32)
price_cents = draw.integers(1_000, 100_001, rows, dtype=np.int32)

sales = pl.DataFrame(
    {
        "transaction_id": np.arange(1, rows + 1),
        "timestamp": np.datetime64(START, "ms") + 1_000 * draw.integers(0, SECONDS, rows),
        "customer_id": draw.integers(1, 10_001, rows, dtype=np.int32),
        "product_id": draw.integers(1, 5_001, rows, dtype=np.int32),
        "category": labels("Electrónica", "Ropa", "Hogar", "Deportes", "Libros"),
        "quantity": quantity,
        "unit_price": price_cents / 100,
        "total": quantity * price_cents / 100,
        "payment_method": labels("Tarjeta", "PayPal", "Transferencia"),
        "status": labels("Completada", "Pendiente", "Cancelada"),
    }
)
sales.write_csv(out, datetime_format="%Y-%m-%d %H:%M:%S", float_precision=2)
print(f"rows={sales.height} file={out}")
