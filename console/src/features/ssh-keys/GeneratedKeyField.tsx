import { FormGroup } from "@patternfly/react-core";
import { useRef, useState } from "react";
import type { Control } from "react-hook-form";
import { useController } from "react-hook-form";
import { FieldHelp } from "@/components/form/FieldHelp";
import { GeneratePair } from "./GeneratePair";
import { KeyVerdict } from "./KeyVerdict";
import { SavePrivateKey } from "./SavePrivateKey";
import styles from "./SshKeyDialog.module.css";
import type { SshKeyForm } from "./form";
import type { PrivateKeyFile } from "./keyPair/download";
import type { Verdict } from "./useKeyCheck";

interface Props {
  control: Control<SshKeyForm>;
  verdict: Verdict;
  /** The key's name; the pair gets its comment and its file's name from it. */
  name: string;
  checkName: () => Promise<boolean>;
}

/**
 * Makes the pair, and lets its public half be registered once the person has the private one. That one lives in this
 * component alone: not in the form, whose values go to the cache of mutations.
 */
export function GeneratedKeyField({ control, verdict, name, checkName }: Props) {
  const [file, setFile] = useState<PrivateKeyFile>();
  const [saved, setSaved] = useState(false);
  const area = useRef<HTMLDivElement>(null);
  const { field, fieldState } = useController({
    control,
    name: "publicKey",
    rules: {
      validate: () => {
        if (file === undefined) return "Generate the pair first.";
        return saved || "Save the private key first: nobody can bring it back.";
      },
    },
  });

  function take(publicKey: string, privateKey: PrivateKeyFile | undefined) {
    field.onChange(publicKey);
    setFile(privateKey);
    setSaved(false);
    area.current?.focus(); // what had the focus goes away
  }

  const problem = verdict.state === "checked" ? verdict.problem : undefined;
  return (
    <FormGroup label="SSH Key" role="group" fieldId="field-publicKey" isRequired>
      <div ref={area} className={styles.generated} tabIndex={-1}>
        {file === undefined ? (
          <GeneratePair name={name} checkName={checkName} onMade={take} focusRef={field.ref} />
        ) : (
          <SavePrivateKey
            file={file}
            saved={saved}
            onSaved={setSaved}
            onDiscard={() => take("", undefined)}
            focusRef={field.ref}
          />
        )}
      </div>
      <FieldHelp id="field-publicKey-help" error={fieldState.error?.message ?? problem} />
      <KeyVerdict verdict={verdict} />
    </FormGroup>
  );
}
