import { useEffect, useState } from "react";

/** Seconds since a moment of this machine's clock, told again each second; null for none. */
export function useAge(moment: number | null): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (moment === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [moment]);
  return moment === null ? null : Math.max(0, (now - moment) / 1000);
}
