import { FormGroup, FormSelect, FormSelectOption } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import type { Control } from "react-hook-form";
import { useController } from "react-hook-form";
import { useCan, usePlace } from "@/access/scope";
import { displayName, useMe } from "@/access/useMe";
import { membersQuery } from "@/api/projects";
import type { SshKey } from "@/api/types";
import { FieldHelp } from "@/components/form/FieldHelp";
import { personName } from "./describe";
import type { SshKeyForm } from "./form";

interface Props {
  control: Control<SshKeyForm>;
  existing: SshKey | undefined;
}

/** Whose access the key is: with its owner's right to be here, the key stops opening. */
export function OwnerField({ control, existing }: Props) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({ control, name: "owner" });
  const { scope } = usePlace();
  const me = useMe();
  const mayList = useCan()("project.get") && scope !== "tenant";
  const members = useQuery({ ...membersQuery(scope === "tenant" ? "" : scope.project), enabled: mayList });
  const others = (members.data?.items ?? [])
    .filter(({ uid, isActive }) => uid !== me.uid && isActive)
    .map((member) => ({ uid: member.uid, name: personName(member) }));
  const owner = existing?.status.owner ?? null;
  const isKnown = owner === null || [me, ...others].some(({ uid }) => uid === owner.uid);
  const project = scope === "tenant" ? "The tenant" : "The project";
  const error = fieldState.error?.message;

  return (
    <FormGroup label="Owner" fieldId="field-owner">
      <FormSelect
        id="field-owner"
        name={field.name}
        ref={ref}
        value={field.value}
        onBlur={field.onBlur}
        onChange={(_event, uid) => field.onChange(uid)}
        validated={error === undefined ? "default" : "error"}
        aria-describedby="field-owner-help"
      >
        <FormSelectOption value={me.uid} label={`Me (${displayName(me)})`} />
        {others.map(({ uid, name }) => (
          <FormSelectOption key={uid} value={uid} label={name} />
        ))}
        {owner !== null && !isKnown && (
          <FormSelectOption value={owner.uid} label={`${personName(owner)} (not here any more)`} />
        )}
        <FormSelectOption value="" label={`${project}: nobody’s own`} />
      </FormSelect>
      <FieldHelp id="field-owner-help" error={error}>
        {field.value === ""
          ? "It opens until somebody deletes it, whoever comes and goes."
          : "When the owner leaves, the key is suspended at once."}
      </FieldHelp>
    </FormGroup>
  );
}
