import { RolesTable } from "./RolesTable";

export default function ProjectRolesPage() {
  return <RolesTable reach="project" />;
}
