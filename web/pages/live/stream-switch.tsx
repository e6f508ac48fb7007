import { Button } from "@mantine/core";
import { isApiProblem } from "../../api/client.ts";
import { useMe } from "../../api/session.ts";
import { useSwitchStream } from "../../api/stream.ts";
import { useLive } from "../../live/live.tsx";
import { useProblemText } from "../../parts/notice.tsx";
import { Icon } from "../../shell/icons.tsx";
import { useSaid } from "../../words/language.tsx";
import { words } from "./words.ts";

/** Pauses and resumes the stream, for those who may. */
export function StreamSwitch() {
  const said = useSaid(words);
  const sentence = useProblemText();
  const status = useLive((live) => live.status);
  const mayChange = useMe().data?.can.change === true;
  const send = useSwitchStream();
  if (!mayChange || (status !== "running" && status !== "paused")) return null;
  const isPaused = status === "paused";
  return (
    <>
      {send.error !== null && <span role="alert">{sentence(isApiProblem(send.error) ? send.error : null)}</span>}
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name={isPaused ? "play" : "pause"} size={14} />}
        title={isPaused ? undefined : said.pause_hint}
        loading={send.isPending}
        onClick={() => send.mutate(isPaused ? "resume" : "pause")}
      >
        {isPaused ? said.resume : said.pause}
      </Button>
    </>
  );
}
