import { Alert, ExpandableSection } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { usePlace } from "@/access/scope";
import { useMe } from "@/access/useMe";
import { createSshKey, updateSshKey } from "@/api/sshKeys";
import type { SshKey } from "@/api/types";
import { useToast } from "@/components/Toasts";
import { ExpiryField } from "@/components/form/ExpiryField";
import { FormDialog } from "@/components/form/FormDialog";
import { TextField } from "@/components/form/TextField";
import { useFormDialog } from "@/components/form/useFormDialog";
import { AddedKey } from "./AddedKey";
import { Findings } from "./Findings";
import { GeneratedKeyField } from "./GeneratedKeyField";
import { KeyOrigin } from "./KeyOrigin";
import { LimitFields } from "./LimitFields";
import { OwnerField } from "./OwnerField";
import { PublicKeyField } from "./PublicKeyField";
import type { SshKeyForm } from "./form";
import { formOf, inputOf } from "./form";
import { looksLikePrivateKey } from "./privateKey";
import { useKeyCheck } from "./useKeyCheck";

const fieldOf = {
  "/metadata/name": "name",
  "/spec/publicKey": "publicKey",
  "/spec/ownerUid": "owner",
  "/spec/expiry": "expiry",
  "/spec/logins": "logins",
  "/spec/from": "from",
} as const;

function isLimited(key: SshKey | undefined): boolean {
  return key !== undefined && (key.spec.logins.length > 0 || key.spec.from.length > 0);
}

interface Props {
  /** The key to edit; without it a new one is added. */
  existing?: SshKey;
  onClose: () => void;
  onAdded?: (uid: string) => void;
}

export function SshKeyDialog({ existing, onClose, onAdded }: Props) {
  const { scope, name: place } = usePlace();
  const toast = useToast();
  const [exposed, setExposed] = useState(false);
  const [nameIsOurs, setNameIsOurs] = useState(existing === undefined);
  const [isGenerated, setGenerated] = useState(false);
  const [limitsOpen, setLimitsOpen] = useState(isLimited(existing));
  const form = useForm<SshKeyForm>({ defaultValues: formOf(useMe().uid, existing) });
  const { control, resetField, setValue, trigger } = form;
  const [publicKey, name] = useWatch({ control, name: ["publicKey", "name"] });
  const verdict = useKeyCheck(publicKey, name, existing);

  const comment = verdict.state === "checked" ? (verdict.key?.comment ?? "") : "";
  useEffect(() => {
    if (nameIsOurs && comment !== "") setValue("name", comment.slice(0, 128), { shouldValidate: true });
  }, [comment, nameIsOurs, setValue]);

  const dialog = useFormDialog(form, {
    fieldOf,
    save: async (wanted) => {
      const input = inputOf(wanted, existing);
      if (existing === undefined) return (await createSshKey(scope, input)).uid;
      await updateSshKey(scope, existing.metadata.uid, input);
      return existing.metadata.uid;
    },
    onSaved: ({ name }, uid) => {
      if (existing === undefined) {
        onAdded?.(uid);
        toast({ title: `“${name}” was added`, body: <AddedKey scope={scope} uid={uid} /> });
      } else {
        toast({ title: `“${name}” was saved` });
      }
    },
    onClose,
  });

  const whose = scope === "tenant" ? "the tenant" : place;
  return (
    <FormDialog
      title={existing === undefined ? "Add Key" : "Edit Key"}
      description={
        existing === undefined
          ? scope === "tenant"
            ? "The key opens the clusters of every project."
            : `The key opens the clusters of ${place}.`
          : undefined
      }
      failure={existing === undefined ? "The key was not added" : "The key was not saved"}
      {...dialog}
    >
      {existing !== undefined && existing.status.findings.length > 0 && (
        <Alert isInline variant="danger" title="This key is compromised">
          <Findings findings={existing.status.findings} />
        </Alert>
      )}
      <TextField
        control={control}
        name="name"
        label="Name"
        rules={{ required: "Give the key a name." }}
        complaint={verdict.state === "checked" ? verdict.nameProblem : undefined}
        help={`Unique among the keys of ${whose}. ${
          isGenerated
            ? "The private key’s file is named after it."
            : "Left empty, it is taken from the key’s comment."
        }`}
        autoComplete="off"
        onChange={(text) => {
          setNameIsOurs(existing === undefined && text === "");
          if (!looksLikePrivateKey(text)) return;
          setValue("name", "");
          setExposed(true);
        }}
      />
      {existing === undefined && (
        <KeyOrigin
          isGenerated={isGenerated}
          onChange={(generated) => {
            setGenerated(generated);
            setExposed(false);
            resetField("publicKey");
          }}
        />
      )}
      {isGenerated ? (
        <GeneratedKeyField
          control={control}
          verdict={verdict}
          name={name.trim()}
          checkName={() => trigger("name", { shouldFocus: true })}
        />
      ) : (
        <PublicKeyField control={control} verdict={verdict} exposed={exposed} onExposed={setExposed} />
      )}
      <OwnerField control={control} existing={existing} />
      <ExpiryField
        control={control}
        name="expiry"
        never="The key works until somebody deletes it."
        then="Then every node refuses it by itself, also one that is offline."
      />
      <ExpandableSection
        toggleText="Limit where the key works"
        isIndented
        isExpanded={limitsOpen}
        onToggle={(_event, isOpen) => setLimitsOpen(isOpen)}
      >
        <LimitFields control={control} />
      </ExpandableSection>
    </FormDialog>
  );
}
