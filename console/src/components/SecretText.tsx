import { Button } from "@patternfly/react-core";
import HideIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-view-off-icon";
import ShowIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-view-icon";
import { useState } from "react";
import { CopyButton } from "./CopyButton";
import styles from "./LineValue.module.css";

interface Props {
  value: string;
  /** What it is, for the names of the buttons: "Show <what>". */
  what: string;
}

/** A secret that nobody reads over a shoulder: shown on demand, and copied unseen. */
export function SecretText({ value, what }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <span className={styles.value}>
      <span className="gh-mono">{shown ? value : "••••••••"}</span>
      <Button
        variant="plain"
        size="sm"
        aria-label={`${shown ? "Hide" : "Show"} ${what}`}
        icon={shown ? <HideIcon /> : <ShowIcon />}
        onClick={() => setShown(!shown)}
      />
      <CopyButton size="sm" text={value} what={what} />
    </span>
  );
}
