import { FormGroup, FormSelect, FormSelectOption, TextInput } from "@patternfly/react-core";
import { useId, useState } from "react";
import type { AuditFilter } from "@/api/audits";
import styles from "./AuditFilters.module.css";
import { kindNames, outcomeNames, typeNames } from "./describe";

interface Props {
  filter: AuditFilter;
  onChange: (member: keyof AuditFilter, value: string) => void;
}

export function AuditFilters({ filter, onChange }: Props) {
  return (
    <search className={styles.filters} aria-label="Filter the events">
      <MomentField label="From" value={filter.startTime} onChange={(time) => onChange("startTime", time)} />
      <MomentField label="Until" value={filter.endTime} onChange={(time) => onChange("endTime", time)} />
      <ActorField key={filter.actor} value={filter.actor} onChange={(actor) => onChange("actor", actor)} />
      <Choice
        label="Object"
        value={filter.resourceKind}
        names={kindNames}
        onChange={(kind) => onChange("resourceKind", kind)}
      />
      <Choice
        label="Action"
        value={filter.actionType}
        names={typeNames}
        onChange={(type) => onChange("actionType", type)}
      />
      <Choice
        label="Outcome"
        value={filter.outcome}
        names={outcomeNames}
        onChange={(outcome) => onChange("outcome", outcome)}
      />
    </search>
  );
}

interface FieldProps {
  value: string | undefined;
  onChange: (value: string) => void;
}

/** A moment in the reader's time zone; the address keeps it in UTC. */
function MomentField({ label, value, onChange }: FieldProps & { label: string }) {
  const id = useId();
  return (
    <FormGroup label={label} fieldId={id}>
      <TextInput
        id={id}
        type="datetime-local"
        value={toLocal(value)}
        onChange={(_event, local) => onChange(local === "" ? "" : new Date(local).toISOString())}
      />
    </FormGroup>
  );
}

function toLocal(utc: string | undefined): string {
  const time = new Date(utc ?? NaN);
  if (Number.isNaN(time.getTime())) return "";
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Takes effect with Enter or when it is left: the server compares the whole address. */
function ActorField({ value = "", onChange }: FieldProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const apply = () => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <FormGroup label="Who" fieldId={id}>
      <TextInput
        id={id}
        type="text"
        placeholder="E-mail address"
        value={text}
        onChange={(_event, typed) => setText(typed)}
        onBlur={apply}
        onKeyDown={(event) => event.key === "Enter" && apply()}
      />
    </FormGroup>
  );
}

function Choice({
  label,
  value = "",
  names,
  onChange,
}: FieldProps & { label: string; names: Record<string, string> }) {
  const id = useId();
  const choices = Object.entries(names);
  if (value !== "" && names[value] === undefined) choices.push([value, value]);
  return (
    <FormGroup label={label} fieldId={id}>
      <FormSelect id={id} value={value} onChange={(_event, chosen) => onChange(chosen)}>
        <FormSelectOption value="" label="Any" />
        {choices.map(([choice, name]) => (
          <FormSelectOption key={choice} value={choice} label={name} />
        ))}
      </FormSelect>
    </FormGroup>
  );
}
