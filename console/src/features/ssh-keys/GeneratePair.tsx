import { Button, FormGroup, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import type { KeyboardEvent } from "react";
import { useEffect, useRef, useState } from "react";
import type { RefCallBack } from "react-hook-form";
import { useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ProblemAlert";
import { FieldHelp } from "@/components/form/FieldHelp";
import { PasswordField } from "@/components/form/PasswordField";
import { useProblemAtFields } from "@/components/form/useProblemAtFields";
import type { PrivateKeyFile } from "./keyPair/download";
import { download } from "./keyPair/download";
import { fileNameOf } from "./keyPair/fileName";
import type { KeyType } from "./keyPair/generate";
import { generateKeyPair, knowsEd25519 } from "./keyPair/generate";

interface Props {
  name: string;
  checkName: () => Promise<boolean>;
  /** The private key's file is being downloaded by then. */
  onMade: (publicKey: string, privateKey: PrivateKeyFile) => void;
  focusRef: RefCallBack;
}

/** Asks for type and passphrase, then makes a pair and downloads its private key. */
export function GeneratePair({ name, checkName, onMade, focusRef }: Props) {
  const [hasEd25519, setHasEd25519] = useState(true);
  const [chosen, setChosen] = useState<KeyType>("ed25519");
  const type = hasEd25519 ? chosen : "rsa";
  const { control, handleSubmit, setError, formState } = useForm({
    defaultValues: { passphrase: "", again: "" },
  });
  const { problem, attempt } = useProblemAtFields(setError, {});
  const isOpen = useRef(false);

  useEffect(() => {
    isOpen.current = true;
    void knowsEd25519().then(setHasEd25519);
    return () => {
      isOpen.current = false;
    };
  }, []);

  async function make({ passphrase }: { passphrase: string }) {
    if (!(await checkName())) return;
    const { publicKey, privateKey } = await generateKeyPair(type, name, passphrase);
    if (!isOpen.current) return; // whoever closed the form wants no file any more
    const file = { name: fileNameOf(type, name), text: privateKey };
    download(file);
    onMade(publicKey, file);
  }
  const generate = () => void handleSubmit((form) => attempt(() => make(form)))();

  /** Enter in a field would confirm the form around this one. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    generate();
  }

  const choice = (value: KeyType, text: string) => (
    <ToggleGroupItem
      text={text}
      buttonId={`field-type-${value}`}
      isSelected={type === value}
      isDisabled={value === "ed25519" && !hasEd25519}
      onChange={() => setChosen(value)}
    />
  );
  return (
    <div className="gh-stack" onKeyDown={onKeyDown}>
      <p>
        The pair is made in this browser. The private key is downloaded to you and never sent anywhere; only
        the public key is registered.
      </p>
      <FormGroup label="Type" role="group" fieldId="field-type">
        <ToggleGroup aria-label="Type">
          {choice("ed25519", "Ed25519")}
          {choice("rsa", "RSA 4096")}
        </ToggleGroup>
        <FieldHelp id="field-type-help">
          {hasEd25519
            ? "Ed25519 is shorter and at least as strong; the oldest devices know RSA only."
            : "This browser cannot make Ed25519 keys. RSA with 4096 bits is as good a choice."}
        </FieldHelp>
      </FormGroup>
      <PasswordField
        control={control}
        name="passphrase"
        label="Passphrase"
        autoComplete="new-password"
        isRequired={false}
        help="Locks the private key’s file; ssh asks for it. Nobody can recover it, no administrator either. Left empty, whoever has the file can use it."
      />
      <PasswordField
        control={control}
        name="again"
        label="Passphrase again"
        autoComplete="new-password"
        isRequired={false}
        rules={{
          validate: (again, { passphrase }) => again === passphrase || "The two passphrases differ.",
        }}
      />
      {problem !== null && <ProblemAlert problem={problem} title="The pair was not made" />}
      <div>
        <Button
          ref={focusRef}
          variant="secondary"
          isLoading={formState.isSubmitting}
          isDisabled={formState.isSubmitting}
          onClick={generate}
        >
          Generate and download
        </Button>
      </div>
    </div>
  );
}
