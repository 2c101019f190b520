import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { describe, expect, it } from "vitest";
import { Db } from "@/mocks/db";
import { keysOf, open } from "@/mocks/render";
import { mockServer } from "@/mocks/server";

function twoProjects() {
  const db = new Db();
  return { db, first: db.addProject("Default"), second: db.addProject("Edge") };
}

describe("the frame", () => {
  it("switches the project and stays at the settings", async () => {
    const { db, first, second } = twoProjects();
    const { user } = open(db, keysOf(first));
    await user.click(await screen.findByRole("button", { name: "Project: Default" }));
    await user.click(screen.getByRole("menuitem", { name: "Edge" }));
    await waitFor(() => expect(window.location.pathname).toBe(keysOf(second)));
    expect(screen.getByRole("button", { name: "Project: Edge" })).toBeInTheDocument();
    await waitFor(() => expect(document.title).toBe("Project Settings · SSH Keys · Edge · Gatehouse"));
  });

  it("lists a hundred of many projects, and finds the others by name", async () => {
    const { db, first } = twoProjects();
    for (let number = 1; number <= 150; number += 1) db.addProject(`Site ${number}`);
    const { user } = open(db, keysOf(first));
    await user.click(await screen.findByRole("button", { name: "Project: Default" }));
    expect(screen.getByText("52 more projects: find yours by its name")).toBeInTheDocument();
    expect(screen.queryByRole("menuitem", { name: "Site 150" })).not.toBeInTheDocument();
    await user.type(screen.getByRole("textbox", { name: "Find a project" }), "150");
    expect(screen.getByRole("menuitem", { name: "Site 150" })).toBeInTheDocument();
  });

  it("begins in the project where one was last", async () => {
    const { db, second } = twoProjects();
    localStorage.setItem("gatehouse.project", second.project.metadata.uid);
    open(db, "/");
    expect(await screen.findByRole("button", { name: "Project: Edge" })).toBeInTheDocument();
  });

  it("offers Tenant Admin to those only who have something there", async () => {
    const { db, first } = twoProjects();
    db.me.tenantPermissions = [];
    const { user } = open(db, keysOf(first));
    await user.click(await screen.findByRole("button", { name: "Project: Default" }));
    expect(screen.queryByRole("menuitem", { name: "Tenant Admin" })).not.toBeInTheDocument();
  });

  it("does not tell whether a foreign project exists", async () => {
    const { db } = twoProjects();
    open(db, "/projects/01930000-0000-7000-8000-ffffffffffff/clusters");
    expect(await screen.findByText(/does not exist any more, or it is not yours to see/)).toBeInTheDocument();
  });

  it("says so while the server cannot be reached, and takes it back", async () => {
    const { db, first } = twoProjects();
    open(db, keysOf(first));
    await screen.findByRole("heading", { name: "Project Settings" });
    mockServer.use(http.get("/v1/changes", () => HttpResponse.error(), { once: true }));
    expect(
      await screen.findByText(/Gatehouse cannot be reached/, undefined, { timeout: 10_000 }),
    ).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByText(/Gatehouse cannot be reached/)).not.toBeInTheDocument(), {
      timeout: 10_000,
    });
  });
});
