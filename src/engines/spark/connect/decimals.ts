import { type Data, DataType } from "apache-arrow";
import { SparkError } from "./spark-error.ts";

/**
 * The exact whole number behind a DECIMAL column's rows: 12.30 of scale 2 is 1230n. Where the value is null the result
 * has no meaning.
 */
export function unscaledReader(data: Data): (row: number) => bigint {
  if (!DataType.isDecimal(data.type) || data.type.bitWidth !== 128)
    throw new SparkError("protocol", `A column of Arrow's type ${data.type} has no decimals of 128 bits.`);
  const halves = halvesOf(data.values);
  return (row) => {
    const low = halves[2 * row] ?? 0n;
    const high = halves[2 * row + 1] ?? 0n;
    // Up to 18 digits the upper half only repeats the sign.
    return low >> 63n === high ? low : (high << 64n) | BigInt.asUintN(64, low);
  };
}

/** 1230n of scale 2 is "12.30". */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return (unscaled * 10n ** BigInt(-scale)).toString();
  const negative = unscaled < 0n;
  const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  return `${negative ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function halvesOf({ buffer, byteOffset, byteLength }: Uint32Array): BigInt64Array {
  if (byteOffset % 8 === 0) return new BigInt64Array(buffer, byteOffset, byteLength / 8);
  return new BigInt64Array(buffer.slice(byteOffset, byteOffset + byteLength));
}
