import { removeAtExit, temporaryFolder } from "./temporary-folder.ts";

const ATTEMPTS = 3;

export interface StartInFolder<Service> {
  /** What the folder is for, in its name. */
  readonly service: string;
  /** The folder whose data is kept; null takes a temporary one. */
  readonly kept: (() => string) | null;
  /** The ports were chosen by name: one that is taken is no accident. */
  readonly portsChosen: boolean;
  /** `forget` removes what is temporary. */
  start(folder: string, forget: () => void): Promise<Service>;
}

/** A service in a folder of its own; of a start that failed nothing stays that is not kept. */
export async function startInFolder<Service>(options: StartInFolder<Service>): Promise<Service> {
  const { service, kept, portsChosen, start } = options;
  for (let attempt = 1; ; attempt++) {
    const folder = kept === null ? temporaryFolder(service) : kept();
    const forget = kept === null ? removeAtExit(folder) : () => undefined;
    try {
      return await start(folder, forget);
    } catch (error) {
      forget();
      // Between asking for a free port and taking it, somebody else may.
      if (attempt === ATTEMPTS || portsChosen || !/already in use|BindException/i.test(String(error))) throw error;
    }
  }
}
