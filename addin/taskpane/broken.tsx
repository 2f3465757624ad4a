/** What a person sees when drawing a view failed: that nothing in the sheet was lost, and the way on. */
import { Button } from "@fluentui/react-components";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { usePane } from "./pane.js";

/** Around each view; another view begins afresh by its key. */
export class Unbroken extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override readonly state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    console.error(error, componentStack);
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken(): ReactNode {
  const { m } = usePane();
  return (
    <div className="empty" role="alert">
      <div>{m.trouble.brokenView}</div>
      <Button appearance="primary" onClick={() => location.reload()}>
        {m.trouble.openAgain}
      </Button>
    </div>
  );
}
