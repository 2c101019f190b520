import { useQuery } from "@tanstack/react-query";
import type { FieldValues, Path, UseControllerProps } from "react-hook-form";
import { useCan } from "@/access/scope";
import { displayName, useMe } from "@/access/useMe";
import { usersQuery } from "@/api/users";
import { SelectField } from "@/components/form/SelectField";

interface Props<Values extends FieldValues> {
  control: UseControllerProps<Values>["control"];
  name: Path<Values>;
}

/** Whom the key acts as. Not there for whoever may make keys for themselves only. */
export function UserField<Values extends FieldValues>(props: Props<Values>) {
  const can = useCan();
  const me = useMe();
  const mayChoose = can("apiKey.create") && can("user.list");
  const users = useQuery({ ...usersQuery(), enabled: mayChoose });
  if (!mayChoose) return <p>The key is yours. Keys for others take more rights than you have.</p>;
  const others = (users.data?.items ?? []).filter(({ metadata }) => metadata.uid !== me.uid);
  return (
    <SelectField
      {...props}
      label="User"
      choices={[
        { value: me.uid, name: `Me (${displayName(me)})` },
        ...others.map(({ metadata, spec }) => ({
          value: metadata.uid,
          name: `${`${spec.firstName} ${spec.lastName}`.trim()} (${spec.emailId})`.trim(),
        })),
      ]}
      help="Only somebody who may do no more than you."
    />
  );
}
