import type { Preview } from "../../../src/server/api/files.ts";
import { type ApiProblem, addressOf } from "../../api/client.ts";

export interface Sending {
  readonly answer: Promise<Preview>;
  stop(): void;
}

/** Sends a file and tells how much of it has gone out, which fetch cannot. The answer fails with an ApiProblem. */
export function sendFile(file: File, onSent: (fraction: number) => void): Sending {
  const request = new XMLHttpRequest();
  const answer = new Promise<Preview>((resolve, reject) => {
    request.open("POST", addressOf("/api/files", { name: file.name }));
    request.setRequestHeader("accept-language", document.documentElement.lang);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total);
    request.onload = () => {
      if (request.status === 201) resolve(request.response as Preview);
      else reject(problemOf(request.status, request.response as Partial<ApiProblem> | null));
    };
    request.onerror = () => reject(problemOf(0, { code: "offline" }));
    request.onabort = () => reject(problemOf(0, { code: "stopped" }));
    request.send(file);
  });
  return { answer, stop: () => request.abort() };
}

function problemOf(status: number, given: Partial<ApiProblem> | null): ApiProblem {
  return {
    kind: "api-problem",
    code: given?.code ?? "unexpected",
    status,
    detail: given?.detail ?? "",
    params: given?.params ?? {},
  };
}
