import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Db } from "@/mocks/db";
import { open } from "@/mocks/render";

const page = "/admin/settings/sign-in";

describe("The tenant's rules for signing in", () => {
  it("are told and changed: what a password must be", async () => {
    const db = new Db();
    const { user } = open(db, page);
    const policy = within(await screen.findByRole("region", { name: "Password policy" }));
    expect((await policy.findByText("Least characters")).closest("div")).toHaveTextContent(/8$/);
    expect(policy.getByText("Days until a password expires").closest("div")).toHaveTextContent(/Never$/);
    await user.click(policy.getByRole("button", { name: "Edit password policy" }));
    const least = screen.getByRole("spinbutton", { name: "Least characters" });
    await user.clear(least);
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByText("Give a whole number.")).toBeInTheDocument();
    await user.type(least, "14");
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByText("The password policy was saved")).toBeInTheDocument();
    expect(db.passwordPolicy).toMatchObject({ minLength: 14, maxLength: 128, minNumOfDigits: 0 });
  });

  it("are told and changed: how long a browser may be idle; a refusal stands at the field", async () => {
    const db = new Db();
    const { user } = open(db, page);
    expect(await screen.findByText("4 hours")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Edit session time-out" }));
    const minutes = screen.getByRole("spinbutton", { name: "Minutes without an action" });
    await user.clear(minutes);
    await user.type(minutes, "5");
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByText(/this goes from 15 to 1440/i)).toBeInTheDocument();
    expect(minutes).toHaveAttribute("aria-invalid", "true");
    await user.clear(minutes);
    await user.type(minutes, "60");
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    expect(await screen.findByText("1 hour")).toBeInTheDocument();
  });

  it("are only looked at by whoever may not change them, and why is said", async () => {
    const db = new Db();
    db.me.tenantPermissions = ["user.get"];
    open(db, page);
    expect(await screen.findByText("4 hours")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /^Edit/ })).not.toBeInTheDocument();
    expect((await screen.findAllByText(/takes the permission user.update/))[0]).toBeInTheDocument();
  });
});
