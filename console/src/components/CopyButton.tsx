import { Button } from "@patternfly/react-core";
import CheckIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-check-icon";
import CopyIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-copy-icon";
import { useEffect, useState } from "react";

interface Props {
  text: string;
  /** What is copied, for the button's name: "Copy <what>". */
  what: string;
  size?: "sm" | "default";
}

export function CopyButton({ text, what, size = "default" }: Props) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <>
      <Button
        variant="plain"
        size={size}
        aria-label={`Copy ${what}`}
        title={copied ? "Copied" : `Copy ${what}`}
        icon={copied ? <CheckIcon className="gh-good" /> : <CopyIcon />}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      />
      <span role="status" className="pf-v6-screen-reader">
        {copied ? "Copied" : ""}
      </span>
    </>
  );
}
