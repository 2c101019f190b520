import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Db } from "@/mocks/db";
import { open } from "@/mocks/render";

function openPage() {
  const db = new Db();
  db.signedIn = false;
  return open(db, "/forgotten-password");
}

describe("the page of who forgot their password", () => {
  it("asks for a link, and tells what happens if there is such a user and if there is not", async () => {
    const { user, bodies } = openPage();
    await user.type(await screen.findByRole("textbox", { name: /E-mail/ }), "ada@example.com ");
    await user.click(screen.getByRole("button", { name: "Send a link" }));
    const said = await screen.findByRole("status");
    expect(said).toHaveTextContent(/If ada@example\.com is the address of a user here/);
    expect(said).toHaveTextContent(/Otherwise ask an administrator/);
    expect(bodies).toContain(JSON.stringify({ emailId: "ada@example.com" }));
  });

  it("asks nothing without an address", async () => {
    const { user, requests } = openPage();
    await user.click(await screen.findByRole("button", { name: "Send a link" }));
    expect(await screen.findByText("Enter your e-mail address.")).toBeInTheDocument();
    expect(requests.filter(({ method }) => method === "POST")).toEqual([]);
  });
});
