import { Alert, Button, FormGroup, TextArea } from "@patternfly/react-core";
import type { ChangeEvent, DragEvent } from "react";
import { useRef, useState } from "react";
import type { Control } from "react-hook-form";
import { useController } from "react-hook-form";
import { FieldHelp } from "@/components/form/FieldHelp";
import { KeyVerdict } from "./KeyVerdict";
import styles from "./SshKeyDialog.module.css";
import type { SshKeyForm } from "./form";
import { looksLikePrivateKey } from "./privateKey";
import type { Verdict } from "./useKeyCheck";

const largestFile = 64 * 1024;

interface Props {
  control: Control<SshKeyForm>;
  verdict: Verdict;
  /** The field was found to hold a private key, and cleared. */
  exposed: boolean;
  onExposed: (exposed: boolean) => void;
}

export function PublicKeyField({ control, verdict, exposed, onExposed }: Props) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({
    control,
    name: "publicKey",
    rules: { validate: (text) => text.trim() !== "" || "Paste the public key, or choose its .pub file." },
  });
  const [dragging, setDragging] = useState(false);
  const [fileProblem, setFileProblem] = useState<string>();
  const chooser = useRef<HTMLInputElement>(null);

  function take(text: string) {
    setFileProblem(undefined);
    const isPrivate = looksLikePrivateKey(text);
    field.onChange(isPrivate ? "" : text);
    if (isPrivate) onExposed(true);
    else if (text.trim() !== "") onExposed(false);
  }

  async function takeFile(file: File | undefined) {
    if (file === undefined) return;
    if (file.size > largestFile)
      setFileProblem(`${file.name} is too large for a public key. Choose the .pub file.`);
    else take((await file.text()).trim());
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setDragging(false);
    if (event.dataTransfer.files.length > 0) void takeFile(event.dataTransfer.files[0]);
    else take(event.dataTransfer.getData("text/plain"));
  }

  const verdictProblem = verdict.state === "checked" ? verdict.problem : undefined;
  const error = fileProblem ?? fieldState.error?.message ?? verdictProblem;

  return (
    <FormGroup
      label="SSH Key"
      fieldId="field-publicKey"
      isRequired
      labelInfo={
        <Button variant="link" isInline onClick={() => chooser.current?.click()}>
          Choose a .pub file
        </Button>
      }
    >
      <input
        ref={chooser}
        type="file"
        accept=".pub,text/plain"
        hidden
        aria-label="A .pub file"
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          void takeFile(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <div
        className={dragging ? styles.dropping : styles.drop}
        onDragOver={(event) => {
          event.preventDefault();
          setDragging(true);
        }}
        onDragLeave={() => setDragging(false)}
        onDrop={onDrop}
      >
        <TextArea
          id="field-publicKey"
          className={styles.publicKey}
          ref={ref}
          value={field.value}
          rows={5}
          resizeOrientation="vertical"
          placeholder="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5… you@laptop"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          isRequired
          validated={error !== undefined || exposed ? "error" : "default"}
          aria-invalid={error !== undefined || exposed}
          aria-describedby="field-publicKey-help"
          onBlur={field.onBlur}
          onChange={(_event, text) => take(text)}
        />
        {dragging && <div className={styles.dropHint}>Drop the .pub file here</div>}
      </div>
      {exposed ? (
        <PrivateKeyAlert />
      ) : (
        <FieldHelp id="field-publicKey-help" error={error}>
          {verdict.state === "nothing" &&
            "Paste the one line of your .pub file, or drop the file here. The private key stays with you."}
        </FieldHelp>
      )}
      <KeyVerdict verdict={verdict} />
    </FormGroup>
  );
}

function PrivateKeyAlert() {
  return (
    <Alert
      variant="danger"
      isInline
      component="p"
      role="alert"
      title="That was a private key. It was not sent, and the field was cleared"
      className={styles.exposed}
    >
      <p>
        A private key that has been copied must be treated as exposed: make a new pair with{" "}
        <code>ssh-keygen -t ed25519</code>, and delete the old public key wherever it is registered. What
        belongs here is the one line in the file that ends in <code>.pub</code>.
      </p>
    </Alert>
  );
}
