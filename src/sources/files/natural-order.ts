/**
 * Orders names as people count: `day2` before `day10`. The same on every machine: code units decide, no locale.
 * Paths are compared folder by folder.
 */
export function naturalOrder(left: string, right: string): number {
  const lefts = left.split(/[\\/]/);
  const rights = right.split(/[\\/]/);
  for (let index = 0; index < Math.min(lefts.length, rights.length); index++) {
    const order = compareNames(lefts[index] ?? "", rights[index] ?? "");
    if (order !== 0) return order;
  }
  return lefts.length - rights.length;
}

function compareNames(left: string, right: string): number {
  const lefts = left.match(/\d+|\D+/g) ?? [];
  const rights = right.match(/\d+|\D+/g) ?? [];
  for (let index = 0; index < Math.min(lefts.length, rights.length); index++) {
    const order = compareRuns(lefts[index] ?? "", rights[index] ?? "");
    if (order !== 0) return order;
  }
  // 07 and 7 count the same, yet the order of two names must never depend on which was found first.
  return lefts.length - rights.length || compareText(left, right);
}

function compareRuns(left: string, right: string): number {
  if (!/^\d/.test(left) || !/^\d/.test(right)) return compareText(left, right);
  const [a, b] = [left.replace(/^0+/, ""), right.replace(/^0+/, "")];
  return a.length - b.length || compareText(a, b);
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
