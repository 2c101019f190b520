import { Label } from "@patternfly/react-core";
import ProjectIcon from "@patternfly/react-icons/dist/esm/icons/rh-ui-server-stack-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useCan, usePlace } from "@/access/scope";
import { projectsQuery } from "@/api/projects";
import type { Project } from "@/api/types";
import { AddButton } from "@/components/AddButton";
import { CopyButton } from "@/components/CopyButton";
import { DataTable } from "@/components/DataTable";
import { EmptyState } from "@/components/EmptyState";
import { PageBody } from "@/components/PageBody";
import { PageHeader } from "@/components/PageHeader";
import type { MenuAction } from "@/components/RowMenu";
import { createdColumn } from "@/components/columns";
import type { Column } from "@/components/useListView";
import { DeleteProject } from "./DeleteProject";
import { ProjectDialog } from "./ProjectDialog";

const columns: Column<Project>[] = [
  {
    key: "name",
    title: "Name",
    cell: ({ metadata, status }) => (
      <>
        <Link to={`/projects/${metadata.uid}`} className="gh-strong">
          {metadata.name}
        </Link>{" "}
        {status?.state === "deleting" && (
          <Label isCompact status="warning" variant="outline">
            Deleting
          </Label>
        )}
      </>
    ),
    sortBy: ({ metadata }) => metadata.name,
  },
  {
    key: "description",
    title: "Description",
    cell: ({ metadata }) => metadata.annotations?.description || <span className="gh-quiet">None</span>,
    sortBy: ({ metadata }) => metadata.annotations?.description ?? "",
  },
  {
    key: "uid",
    title: "Project ID",
    cell: ({ metadata }) => (
      <span className="gh-mono gh-nowrap">
        {metadata.uid} <CopyButton size="sm" text={metadata.uid} what={`the ID of ${metadata.name}`} />
      </span>
    ),
  },
  createdColumn,
];

type Open = { what: "create" } | { what: "edit" | "delete"; project: Project } | null;

export default function ProjectsPage() {
  const { name } = usePlace();
  const can = useCan();
  const projects = useQuery(projectsQuery());
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);

  function actionsOf(project: Project): MenuAction[] {
    const actions: MenuAction[] = [];
    if (can("project.update"))
      actions.push({ label: "Edit", onSelect: () => setOpen({ what: "edit", project }) });
    if (can("project.delete")) {
      actions.push({ label: "Delete", onSelect: () => setOpen({ what: "delete", project }), isDanger: true });
    }
    return actions;
  }

  const createButton = can("project.create") ? (
    <AddButton onClick={() => setOpen({ what: "create" })}>Create project</AddButton>
  ) : undefined;

  return (
    <>
      <PageHeader
        title="Projects"
        place={name}
        description="A project holds clusters and the SSH keys that open them, and says who may manage both."
      />
      <PageBody>
        <DataTable
          noun="project"
          columns={columns}
          query={{ ...projects, data: projects.data?.items }}
          keyOf={({ metadata }) => metadata.uid}
          nameOf={({ metadata }) => metadata.name}
          textOf={({ metadata }) =>
            [metadata.name, metadata.annotations?.description, metadata.uid].join(" ")
          }
          actionsOf={actionsOf}
          action={createButton}
          empty={
            <EmptyState title="No projects yet" icon={ProjectIcon} action={createButton}>
              Clusters and SSH keys live in projects. Create one to begin.
            </EmptyState>
          }
        />
      </PageBody>
      {open?.what === "create" && <ProjectDialog onClose={close} />}
      {open?.what === "edit" && <ProjectDialog existing={open.project} onClose={close} />}
      {open?.what === "delete" && <DeleteProject project={open.project} onClose={close} />}
    </>
  );
}
