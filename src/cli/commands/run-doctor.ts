import type { Session } from "../io.ts";
import type { DoctorFlags } from "./doctor.ts";
export async function runDoctor(_flags: DoctorFlags, _kafkaNamed: boolean, _session: Session): Promise<number> {
  return 0;
}
