import { Button, Checkbox } from "@patternfly/react-core";
import type { RefCallBack } from "react-hook-form";
import { CopyBlock } from "@/components/CopyBlock";
import styles from "./SshKeyDialog.module.css";
import type { PrivateKeyFile } from "./keyPair/download";
import { download } from "./keyPair/download";

interface Props {
  file: PrivateKeyFile;
  saved: boolean;
  onSaved: (saved: boolean) => void;
  onDiscard: () => void;
  focusRef: RefCallBack;
}

/** A browser does not tell what became of a download, so the person says that it arrived. */
export function SavePrivateKey({ file, saved, onSaved, onDiscard, focusRef }: Props) {
  return (
    <div className="gh-stack" role="group" aria-label="The private key">
      <p>
        The private key was downloaded as <code>{file.name}</code>. Keep it: this form forgets it when it
        closes, and then no other copy exists.
      </p>
      <div>
        <p>Make it yours alone, or ssh refuses to use it:</p>
        <CopyBlock what="the command that protects the file" text={`chmod 600 ~/Downloads/${file.name}`} />
      </div>
      <div ref={(box) => focusRef(box?.querySelector("input"))}>
        <Checkbox
          id="field-saved"
          label="I have saved the private key"
          description="Confirm registers its public key."
          isChecked={saved}
          onChange={(_event, isChecked) => onSaved(isChecked)}
        />
      </div>
      <div className={styles.again}>
        <Button variant="link" isInline onClick={() => download(file)}>
          Download again
        </Button>
        <Button variant="link" isInline onClick={onDiscard}>
          Discard this pair
        </Button>
      </div>
    </div>
  );
}
