import { useQuery } from "@tanstack/react-query";
import type { Control } from "react-hook-form";
import { useCan } from "@/access/scope";
import { displayName, useMe } from "@/access/useMe";
import { usersQuery } from "@/api/users";
import { SelectField } from "@/components/form/SelectField";
import type { ApiKeyForm } from "./ApiKeyDialog";

/** Whom the key acts as. Not there for whoever may make keys for themselves only. */
export function UserField({ control }: { control: Control<ApiKeyForm> }) {
  const can = useCan();
  const me = useMe();
  const mayChoose = can("apiKey.create") && can("user.list");
  const users = useQuery({ ...usersQuery(), enabled: mayChoose });
  if (!mayChoose) return <p>The key is yours. Keys for others take more rights than you have.</p>;
  const others = (users.data?.items ?? []).filter(({ metadata }) => metadata.uid !== me.uid);
  return (
    <SelectField
      control={control}
      name="user"
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
