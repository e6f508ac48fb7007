import { Skeleton } from "@mantine/core";
import { lazy, Suspense, useEffect } from "react";
import { Link } from "./address/link.tsx";
import { usePlace } from "./address/use-address.ts";
import { useMe } from "./api/session.ts";
import { LiveProvider } from "./live/live.tsx";
import { VIEWS } from "./pages/pages.tsx";
import { PageFault } from "./shell/page-fault.tsx";
import { Shell } from "./shell/shell.tsx";
import { useWords } from "./words/language.tsx";

/** Most shops on one's own machine need none. */
const Login = lazy(async () => ({ default: (await import("./shell/login.tsx")).Login }));

export function App() {
  const { data: me, isPending } = useMe();
  if (isPending) return null;
  if (me !== undefined && !me.logged_in && me.login !== "none") {
    return (
      <Suspense>
        <Login login={me.login} />
      </Suspense>
    );
  }
  return (
    <LiveProvider>
      <Frame />
    </LiveProvider>
  );
}

function Frame() {
  const { page } = usePlace();
  const words = useWords();
  const name = page === null ? words.shell.not_found : words.pages[page];
  useEffect(() => {
    document.title = `${name} · Vitrina`;
  }, [name]);
  const View = page === null ? Nowhere : VIEWS[page];
  return (
    <Shell page={page}>
      <PageFault key={page}>
        <Suspense fallback={<Skeleton height={480} radius="md" />}>
          <View />
        </Suspense>
      </PageFault>
    </Shell>
  );
}

function Nowhere() {
  const words = useWords().shell;
  return (
    <p>
      {words.not_found} <Link to="/live">{words.to_live}</Link>
    </p>
  );
}
