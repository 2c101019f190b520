import { useEffect } from "react";
import { Link, Navigate, useParams } from "react-router";
import { PlaceProvider } from "@/access/scope";
import { displayName, useMe } from "@/access/useMe";
import { NotThere } from "@/components/NotThere";
import { Layout } from "./Layout";
import styles from "./SignedIn.module.css";
import { projectHome, personHome, rememberProject, startOf, tenantHome } from "./places";

/** The pages of one project; its uid is in the address. */
export function ProjectScope() {
  const { project: uid = "" } = useParams();
  const project = useMe().projects.find((mine) => mine.uid === uid);
  useEffect(() => {
    if (project !== undefined) rememberProject(project.uid);
  }, [project]);

  if (project === undefined) return <Outside what="This project" />;
  return (
    <PlaceProvider value={{ scope: { project: uid }, name: project.name, home: projectHome(uid) }}>
      <Layout key={uid} />
    </PlaceProvider>
  );
}

/** The pages of the tenant. */
export function TenantScope() {
  if (useMe().tenantPermissions.length === 0) return <Outside what="Tenant Admin" />;
  return (
    <PlaceProvider value={{ scope: "tenant", name: "Tenant Admin", home: tenantHome }}>
      <Layout />
    </PlaceProvider>
  );
}

/** The pages about oneself, which everybody has. */
export function PersonScope() {
  return (
    <PlaceProvider value={{ scope: null, name: displayName(useMe()), home: personHome }}>
      <Layout />
    </PlaceProvider>
  );
}

export function Start() {
  const start = startOf(useMe());
  if (start !== null) return <Navigate to={start} replace />;
  return (
    <main className={styles.alone}>
      <p>
        You do not belong to a project yet. Ask your administrator for a role in one; this page then goes on
        by itself. Meanwhile <Link to={personHome}>your profile</Link> is here.
      </p>
    </main>
  );
}

export function Outside({ what }: { what: string }) {
  return (
    <main className={styles.alone}>
      <NotThere what={what} back={<Link to="/">To the start</Link>} />
    </main>
  );
}
