import type { HttpHandler } from "msw";
import { HttpResponse, http } from "msw";
import type {
  NamedUid,
  PermissionGroup,
  Role,
  RoleInput,
  TeamInput,
  UserInput,
  UserSummary,
} from "@/api/types";
import type { Db } from "./db";
import { ago, meta } from "./meta";
import { done, gone, refuse } from "./refuse";

export interface MockUser {
  user: UserSummary;
  /** Roles given in projects, by the project's uid. */
  projects: Record<string, string[]>;
}

export interface MockTeam {
  metadata: ReturnType<typeof meta>;
  members: string[];
  roles: string[];
  projects: Record<string, string[]>;
}

export function aUser(
  firstName: string,
  lastName: string,
  state: "invited" | "active" | "deactivated" = "active",
): MockUser {
  const emailId = `${firstName.toLowerCase()}@example.com`;
  return {
    user: {
      metadata: meta(`${firstName} ${lastName}`, ago(40 * 86_400_000)),
      spec: { emailId, firstName, lastName, projects: [], projectsCount: 0, roles: [], teams: [] },
      status: {
        activationLink: "",
        isActive: state === "active",
        isPasswordResetting: false,
        lastSignIn: state === "invited" ? "0001-01-01T00:00:00.000Z" : ago(3_600_000),
        state,
      },
    },
    projects: {},
  };
}

export function aTeam(name: string, members: MockUser[]): MockTeam {
  return {
    metadata: meta(name),
    members: members.map(({ user }) => user.metadata.uid),
    roles: [],
    projects: {},
  };
}

export function aRole(
  name: string,
  scope: "project" | "tenant",
  permissions: string[],
  isBuiltIn = false,
): Role {
  return {
    metadata: meta(name),
    spec: { permissions, scope, type: isBuiltIn ? "system" : "user" },
    status: { isEnabled: true },
  };
}

export const builtInRoles: Role[] = [
  aRole("Tenant Admin", "tenant", ["sshKey.create", "user.list"], true),
  aRole("Project Admin", "project", ["sshKey.create", "sshKey.list"], true),
  aRole("Project Viewer", "project", ["sshKey.list"], true),
];

export const permissionGroups: PermissionGroup[] = [
  {
    name: "SSH Key",
    scope: "project",
    permissions: ["sshKey.create", "sshKey.list"],
    meanings: [
      { permission: "sshKey.create", meaning: "Register SSH keys" },
      { permission: "sshKey.list", meaning: "List SSH keys" },
    ],
  },
  {
    name: "Cluster",
    scope: "project",
    permissions: ["cluster.get", "cluster.import"],
    meanings: [{ permission: "cluster.get", meaning: "See a cluster" }],
  },
  { name: "Macro", scope: "project", permissions: ["macro.get"], meanings: [] },
];

/** Users, teams and roles of the pretended server. Who holds what is kept, not what it allows. */
export function peopleHandlers(db: Db, changed: () => void): HttpHandler[] {
  const roleNamed = (uid: string): NamedUid => ({
    uid,
    name: db.roles.find(({ metadata }) => metadata.uid === uid)?.metadata.name ?? uid,
  });
  const projectNamed = (uid: string): NamedUid => ({
    uid,
    name: db.projectOf(uid)?.project.metadata.name ?? uid,
  });
  const userOf = (uid: unknown) => db.users.find(({ user }) => user.metadata.uid === uid);
  const teamOf = (uid: unknown) => db.teams.find(({ metadata }) => metadata.uid === uid);
  const teamsOf = (uid: string) => db.teams.filter(({ members }) => members.includes(uid));

  function summaryOf({ user, projects }: MockUser): UserSummary {
    const teams = teamsOf(user.metadata.uid);
    const known = new Set([...Object.keys(projects), ...teams.flatMap((team) => Object.keys(team.projects))]);
    return {
      ...user,
      spec: {
        ...user.spec,
        teams: teams.map(({ metadata }) => ({ uid: metadata.uid, name: metadata.name })),
        projects: [...known].map(projectNamed),
        projectsCount: known.size,
      },
    };
  }

  /** A user or team, with the roles it has by itself and those it inherits. */
  function holderOf(kind: unknown, uid: unknown) {
    const user = userOf(uid);
    if (kind === "users" && user !== undefined) {
      return {
        own: user,
        roles: () => user.user.spec.roles.map((role) => role.uid),
        setRoles: (roles: string[]) => (user.user.spec.roles = roles.map(roleNamed)),
        above: teamsOf(user.user.metadata.uid),
      };
    }
    const team = teamOf(uid);
    if (kind !== "teams" || team === undefined) return undefined;
    return {
      own: team,
      roles: () => team.roles,
      setRoles: (roles: string[]) => (team.roles = roles),
      above: [] as MockTeam[],
    };
  }

  return [
    http.post("/v1/users/summary", () => HttpResponse.json({ items: db.users.map(summaryOf) })),
    http.post<never, UserInput>("/v1/users", async ({ request }) => {
      const { spec } = await request.json();
      if (db.users.some(({ user }) => user.spec.emailId === spec.emailId)) {
        return refuse(409, "There is a user with this address already.", { field: "/spec/emailId" });
      }
      const made = aUser(spec.firstName ?? "", spec.lastName ?? "", "invited");
      made.user.spec.emailId = spec.emailId;
      db.users.push(made);
      for (const uid of spec.teams ?? []) teamOf(uid)?.members.push(made.user.metadata.uid);
      changed();
      return HttpResponse.json(
        {
          uid: made.user.metadata.uid,
          activationLink: db.sendsMail ? "" : "https://gatehouse.example.com/activate/once",
        },
        { status: 201 },
      );
    }),
    http.get("/v1/users/:uid", ({ params }) => {
      const found = userOf(params.uid);
      if (found === undefined) return gone();
      return HttpResponse.json(found.user);
    }),
    http.put<{ uid: string }, { isActive: boolean }>("/v1/users/:uid/state", async ({ params, request }) => {
      const found = userOf(params.uid);
      if (found === undefined) return gone();
      const { isActive } = await request.json();
      found.user.status.state = isActive ? "active" : "deactivated";
      changed();
      return done();
    }),
    http.delete("/v1/users/:uid", ({ params }) => {
      db.users = db.users.filter(({ user }) => user.metadata.uid !== params.uid);
      changed();
      return done();
    }),
    http.post<{ uid: string }>("/v1/users/:uid/password/link", ({ params: { uid } }) => {
      const link = db.sendsMail ? "" : "https://gatehouse.example.com/reset-password/once";
      return HttpResponse.json({ uid, link }, { status: 201 });
    }),
    http.get("/v1/users/:uid/belongings", () => HttpResponse.json(db.belongings)),
    http.get("/v1/access/explain", ({ request }) => {
      const { searchParams } = new URL(request.url);
      const project = searchParams.get("projectUid");
      const found = userOf(searchParams.get("userUid"));
      if (found === undefined) return gone();
      const permission = searchParams.get("permission") ?? "";
      const roles = (project === null ? [] : (found.projects[project] ?? [])).map((uid) => ({
        role: roleNamed(uid),
        givenIn: project,
        team: null,
        gives: db.roles.some(
          (role) => role.metadata.uid === uid && role.spec.permissions.includes(permission),
        ),
      }));
      const allowed = roles.some(({ gives }) => gives);
      const where = project === null ? "the tenant" : `project ${project}`;
      const reason = allowed
        ? `${roles[0]?.role.name} in ${where} holds ${permission}`
        : `no role in ${where} holds ${permission}`;
      return HttpResponse.json({
        user: { uid: found.user.metadata.uid, name: found.user.spec.emailId },
        isActive: true,
        decision: { allowed, reason, permission, projectUid: project, role: null, givenIn: null, team: null },
        roles,
      });
    }),

    http.get("/v1/projects/:uid/members", () =>
      HttpResponse.json({
        items: db.users.map(({ user }) => ({
          uid: user.metadata.uid,
          name: user.metadata.name,
          emailId: user.spec.emailId,
          isActive: user.status.isActive,
        })),
      }),
    ),
    http.post("/v1/teams/summary", () =>
      HttpResponse.json({
        items: db.teams.map(({ metadata, members, roles, projects }) => ({
          metadata,
          spec: {
            emailId: "",
            users: members.map((uid) => ({ uid, name: userOf(uid)?.user.metadata.name ?? uid })),
            roles: roles.map(roleNamed),
            projects: Object.keys(projects).map(projectNamed),
          },
          status: {},
        })),
      }),
    ),
    http.post<never, TeamInput>("/v1/teams", async ({ request }) => {
      const { metadata, spec } = await request.json();
      const team = aTeam(metadata.name, []);
      team.members = spec.users ?? [];
      db.teams.push(team);
      changed();
      return HttpResponse.json({ uid: team.metadata.uid }, { status: 201 });
    }),
    http.delete("/v1/teams/:uid", ({ params }) => {
      db.teams = db.teams.filter(({ metadata }) => metadata.uid !== params.uid);
      changed();
      return done();
    }),

    http.get("/v1/:kind/:uid/roles", ({ params }) => {
      const holder = holderOf(params.kind, params.uid);
      if (holder === undefined) return gone();
      const inherited = holder.above.flatMap(({ roles }) => roles);
      return HttpResponse.json({
        roles: holder.roles().map(roleNamed),
        inheritedRoles: inherited.map(roleNamed),
      });
    }),
    http.put<{ kind: string; uid: string }, { roles: string[] }>(
      "/v1/:kind/:uid/roles",
      async ({ params, request }) => {
        const holder = holderOf(params.kind, params.uid);
        if (holder === undefined) return gone();
        const { roles } = await request.json();
        if (db.mostHeld) return refuse(403, db.mostHeld, { field: "/roles", rule: "MORE_THAN_HELD" });
        holder.setRoles(roles);
        changed();
        return done();
      },
    ),
    http.get("/v1/:kind/:uid/projects", ({ params }) => {
      const holder = holderOf(params.kind, params.uid);
      if (holder === undefined) return gone();
      const projects = new Set([
        ...Object.keys(holder.own.projects),
        ...holder.above.flatMap((team) => Object.keys(team.projects)),
      ]);
      return HttpResponse.json({
        projects: [...projects].map((uid) => ({
          ...projectNamed(uid),
          roles: (holder.own.projects[uid] ?? []).map(roleNamed),
          inheritedRoles: holder.above.flatMap((team) => team.projects[uid] ?? []).map(roleNamed),
        })),
      });
    }),
    http.put<{ kind: string; uid: string }, { projects: { projectUid: string; roles: string[] }[] }>(
      "/v1/:kind/:uid/projects",
      async ({ params, request }) => {
        const holder = holderOf(params.kind, params.uid);
        if (holder === undefined) return gone();
        if (db.mostHeld) return refuse(403, db.mostHeld, { field: "/projects", rule: "MORE_THAN_HELD" });
        const { projects } = await request.json();
        holder.own.projects = Object.fromEntries(
          projects
            .filter(({ roles }) => roles.length > 0)
            .map(({ projectUid, roles }) => [projectUid, roles]),
        );
        changed();
        return done();
      },
    ),

    http.get("/v1/roles", () =>
      HttpResponse.json({
        items: db.roles,
        listmeta: { continue: "", count: db.roles.length, limit: 0, offset: 0 },
      }),
    ),
    http.get("/v1/permissions", () => HttpResponse.json(permissionGroups)),
    http.post<never, RoleInput>("/v1/roles", async ({ request }) => {
      const { metadata, spec } = await request.json();
      const scope = spec.scope === "tenant" ? "tenant" : "project";
      const role = aRole(metadata.name, scope, spec.permissions ?? []);
      db.roles.unshift(role);
      changed();
      return HttpResponse.json({ uid: role.metadata.uid }, { status: 201 });
    }),
    http.delete("/v1/roles/:uid", ({ params }) => {
      const holders = db.users.filter(({ user }) => user.spec.roles.some(({ uid }) => uid === params.uid));
      if (holders.length > 0) {
        return refuse(409, "this role is held", {
          rule: "ROLE_IN_USE",
          items: holders.map(({ user }) => user.spec.emailId),
        });
      }
      db.roles = db.roles.filter(({ metadata }) => metadata.uid !== params.uid);
      changed();
      return done();
    }),
  ];
}
