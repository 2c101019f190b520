import { Button, Label } from "@patternfly/react-core";
import SessionIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-desktop-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "@/access/useMe";
import { endSessions, openSessionsQuery } from "@/api/openSessions";
import type { OpenSession } from "@/api/types";
import { DataTable } from "@/components/DataTable";
import { DeleteDialog } from "@/components/DeleteDialog";
import { EmptyState } from "@/components/EmptyState";
import { RelativeTime } from "@/components/RelativeTime";
import type { MenuAction } from "@/components/RowMenu";
import { count } from "@/components/time";
import type { Column } from "@/components/useListView";
import { agentName } from "./agent";

const columns: Column<OpenSession>[] = [
  {
    key: "agent",
    title: "Browser or program",
    cell: ({ agent, kind, isCurrent }) => (
      <>
        <span className="gh-strong" title={agent}>
          {agentName(agent)}
        </span>{" "}
        {isCurrent && (
          <Label isCompact color="green" title="You end it by signing out.">
            This session
          </Label>
        )}
        {kind === "api" && (
          <Label isCompact variant="outline" title="A program that signed in with your password.">
            API token
          </Label>
        )}
      </>
    ),
    sortBy: ({ agent }) => agentName(agent),
  },
  { key: "address", title: "Address", cell: ({ address }) => address, sortBy: ({ address }) => address },
  {
    key: "begun",
    title: "Begun",
    cell: ({ begun }) => <RelativeTime time={begun} />,
    sortBy: ({ begun }) => Date.parse(begun),
  },
  {
    key: "lastAction",
    title: "Last action",
    cell: ({ lastAction }) => <RelativeTime time={lastAction} />,
    sortBy: ({ lastAction }) => Date.parse(lastAction),
  },
];

const nameOf = ({ agent, address }: OpenSession) => `${agentName(agent)} at ${address}`;

type Open = { what: "one"; session: OpenSession } | { what: "others" } | null;

export default function SessionsPage() {
  const { uid } = useMe();
  const sessions = useQuery(openSessionsQuery(uid));
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const others = (sessions.data?.items ?? []).filter(({ isCurrent }) => !isCurrent);

  function actionsOf(session: OpenSession): MenuAction[] {
    if (session.isCurrent) return [];
    return [{ label: "End", onSelect: () => setOpen({ what: "one", session }), isDanger: true }];
  }

  return (
    <>
      <DataTable
        noun="session"
        columns={columns}
        query={{ ...sessions, data: sessions.data?.items }}
        keyOf={(session) => session.uid}
        nameOf={nameOf}
        textOf={(session) => `${nameOf(session)} ${session.agent}`}
        actionsOf={actionsOf}
        action={
          others.length > 0 ? (
            <Button variant="secondary" isDanger onClick={() => setOpen({ what: "others" })}>
              End all others
            </Button>
          ) : undefined
        }
        empty={
          <EmptyState title="No sessions" icon={SessionIcon}>
            Whoever signs in with your password stands here. Programs with an API key do not: see My API Keys.
          </EmptyState>
        }
      />
      {open?.what === "one" && (
        <DeleteDialog
          title={`End ${nameOf(open.session)}?`}
          verb="End"
          failure="The session was not ended"
          success="The session was ended"
          remove={() => endSessions(uid, [open.session.uid])}
          onClose={close}
        >
          <p>Whoever works there is signed out at once, and needs your password to come back.</p>
          <NotYours />
        </DeleteDialog>
      )}
      {open?.what === "others" && (
        <DeleteDialog
          title="End all other sessions?"
          verb="End all others"
          failure="Not every session was ended"
          success="Your other sessions were ended"
          remove={() =>
            endSessions(
              uid,
              others.map((session) => session.uid),
            )
          }
          onClose={close}
        >
          <p>{count(others.length, "session")} will end at once. You stay signed in here.</p>
          <NotYours />
        </DeleteDialog>
      )}
    </>
  );
}

function NotYours() {
  return <p>Was it not you? Then change your password as well: that ends all other sessions too.</p>;
}
