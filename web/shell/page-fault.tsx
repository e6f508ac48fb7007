import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { useWords } from "../words/language.tsx";

/** Keeps a fault of one page from taking the frame with it. React offers this only as a class. */
export class PageFault extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const words = useWords().shell;
  return (
    <div role="alert">
      <p>
        <strong>{words.failed}</strong> {words.failed_why}
      </p>
      <Button variant="default" onClick={() => location.reload()}>
        {words.reload}
      </Button>
    </div>
  );
}
