import { RolesTable } from "./RolesTable";

export default function TenantRolesPage() {
  return <RolesTable reach="tenant" />;
}
