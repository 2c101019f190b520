import PeopleIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-users-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useCan } from "@/access/scope";
import { usersQuery } from "@/api/users";
import type { UserSummary } from "@/api/types";
import { AddButton } from "@/components/AddButton";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import { RelativeTime } from "@/components/RelativeTime";
import { parseTime } from "@/components/time";
import type { Column } from "@/components/useListView";
import { HolderLink } from "./HolderLink";
import { NamesOf } from "./NamesOf";
import { ShownLink } from "./ShownLink";
import { UserDialog } from "./UserDialog";
import { UserDialogs } from "./UserDialogs";
import { UserStateLabel } from "./UserStateLabel";
import { projectsColumn, rolesColumn } from "./columns";
import type { Person } from "./describe";
import { names, personName, stateNames } from "./describe";
import type { UserDeed } from "./useUserActions";
import { useUserActions } from "./useUserActions";

const columns: Column<UserSummary>[] = [
  {
    key: "name",
    title: "Name",
    cell: (user) => <HolderLink kind="users" uid={user.metadata.uid} name={personName(user)} />,
    sortBy: personName,
  },
  { key: "email", title: "E-mail", cell: ({ spec }) => spec.emailId, sortBy: ({ spec }) => spec.emailId },
  {
    key: "state",
    title: "State",
    cell: ({ status }) => <UserStateLabel status={status} />,
    sortBy: ({ status }) => stateNames[status.state],
  },
  {
    key: "teams",
    title: "Teams",
    cell: ({ spec }) => <NamesOf list={spec.teams} />,
    sortBy: ({ spec }) => names(spec.teams),
  },
  rolesColumn,
  projectsColumn,
  {
    key: "lastSignIn",
    title: "Last sign-in",
    cell: ({ status }) =>
      parseTime(status.lastSignIn) === null ? (
        <span className="gh-quiet">Never</span>
      ) : (
        <span className="gh-nowrap">
          <RelativeTime time={status.lastSignIn} />
        </span>
      ),
    sortBy: ({ status }) => Date.parse(status.lastSignIn),
  },
];

function textOf({ metadata, spec, status }: UserSummary): string {
  const given = [spec.teams, spec.roles, spec.projects].map(names);
  return [metadata.name, spec.emailId, stateNames[status.state], ...given].join(" ");
}

type Open =
  | { what: "create" }
  | { what: "created"; emailId: string; link: string }
  | { what: UserDeed; user: Person }
  | null;

export default function UsersPage() {
  const can = useCan();
  const users = useQuery(usersQuery());
  const [open, setOpen] = useState<Open>(null);
  const actionsOf = useUserActions((what, user) => setOpen({ what, user }));
  const close = () => setOpen(null);

  const createButton = can("user.create") ? (
    <AddButton onClick={() => setOpen({ what: "create" })}>Create user</AddButton>
  ) : undefined;

  return (
    <>
      <DataTable
        noun="user"
        columns={columns}
        query={{ ...users, data: users.data?.items }}
        keyOf={({ metadata }) => metadata.uid}
        nameOf={personName}
        textOf={textOf}
        actionsOf={actionsOf}
        action={createButton}
        empty={
          <EmptyState title="No users yet" icon={PeopleIcon} action={createButton}>
            Whoever is to see or manage something here needs a user.
          </EmptyState>
        }
      />
      {open?.what === "create" && (
        <UserDialog
          onClose={close}
          onCreated={({ activationLink }, emailId) =>
            setOpen({ what: "created", emailId, link: activationLink })
          }
        />
      )}
      {open?.what === "created" && (
        <ShownLink
          title={`${open.emailId} was created`}
          what="activation link"
          link={open.link}
          onClose={close}
        />
      )}
      {open !== null && "user" in open && <UserDialogs deed={open.what} user={open.user} onClose={close} />}
    </>
  );
}
