import { Skeleton } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useCan, usePlace } from "@/access/scope";
import { Problem } from "@/api/problem";
import type { User } from "@/api/types";
import { userQuery } from "@/api/users";
import { NotThere } from "@/components/NotThere";
import { ProblemAlert } from "@/components/ProblemAlert";
import { AccessQuestion } from "./AccessQuestion";
import { ObjectPage } from "./ObjectPage";
import { ProjectRoles } from "./ProjectRoles";
import { TeamsOfUser } from "./TeamsOfUser";
import { TenantRoles } from "./TenantRoles";
import { UserDialogs } from "./UserDialogs";
import { UserStateLabel } from "./UserStateLabel";
import { personName } from "./describe";
import type { UserDeed } from "./useUserActions";
import { useUserActions } from "./useUserActions";

export default function UserPage() {
  const { user: uid = "" } = useParams();
  const { home } = usePlace();
  const user = useQuery(userQuery(uid));

  if (user.error instanceof Problem && user.error.status === 404) {
    return <NotThere what="This user" back={<Link to={`${home}/people/users`}>Back to the users</Link>} />;
  }
  if (user.data === undefined) {
    if (user.error) return <ProblemAlert problem={user.error} title="The user could not be read" />;
    return <Skeleton height="12rem" screenreaderText="Reading the user" />;
  }
  return <UserView user={user.data} />;
}

function UserView({ user }: { user: User }) {
  const { home } = usePlace();
  const can = useCan();
  const navigate = useNavigate();
  const [deed, setDeed] = useState<UserDeed | null>(null);
  const actions = useUserActions(setDeed)(user);
  const holder = { kind: "users", uid: user.metadata.uid, name: personName(user) } as const;
  const teams = { key: "teams", title: "Teams", content: <TeamsOfUser uid={holder.uid} /> };

  return (
    <>
      <ObjectPage
        list={{ path: "people/users", title: "Users" }}
        name={holder.name}
        beside={<UserStateLabel status={user.status} />}
        description={user.spec.emailId}
        actions={actions}
        tabs={[
          { key: "project-roles", title: "Project Roles", content: <ProjectRoles holder={holder} /> },
          { key: "tenant-roles", title: "Tenant Roles", content: <TenantRoles holder={holder} /> },
          ...(can("team.list") ? [teams] : []),
          { key: "access", title: "Why may they …?", content: <AccessQuestion uid={holder.uid} /> },
        ]}
      />
      {deed !== null && (
        <UserDialogs
          deed={deed}
          user={user}
          onClose={() => setDeed(null)}
          onGone={() => void navigate(`${home}/people/users`)}
        />
      )}
    </>
  );
}
