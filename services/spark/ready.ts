import { connect } from "node:net";

/** Whether somebody accepts a connection there. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
  });
}

const MILLISECONDS_TO_ANSWER = 2000;

async function json(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(MILLISECONDS_TO_ANSWER) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/** The Connect server listens, its own pages answer, and it has as many executors. */
export async function serverAnswers(port: number, ui: string, executors: number): Promise<boolean> {
  if (!(await accepts(port))) return false;
  const [application] = (await json(`${ui}/api/v1/applications`)) as { id: string }[];
  if (application === undefined) return false;
  const known = (await json(`${ui}/api/v1/applications/${application.id}/executors`)) as { id: string }[];
  return known.filter(({ id }) => id !== "driver").length >= executors;
}

/** The master knows as many workers that are alive. */
export async function masterKnows(masterUi: string, workers: number): Promise<boolean> {
  const { aliveworkers } = (await json(`${masterUi}/json/`)) as { aliveworkers: number };
  return aliveworkers >= workers;
}
