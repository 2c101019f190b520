import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Db } from "@/mocks/db";
import { open } from "@/mocks/render";

function openLink(address: string) {
  const db = new Db();
  db.signedIn = false;
  return open(db, address);
}

describe.each([
  { link: "activate", title: "Welcome", label: "Password" },
  { link: "reset-password", title: "Choose a new password", label: "New password" },
])("the page of a link to $link", ({ link, title, label }) => {
  const again = `${label} again`;

  async function fields() {
    expect(await screen.findByRole("heading", { level: 1, name: title })).toBeInTheDocument();
    const [first, second] = screen.getAllByLabelText(new RegExp(`^${label}`));
    expect(screen.getByLabelText(new RegExp(`^${again}`))).toBe(second);
    return [first!, second!] as const;
  }

  it("sets the password and leads to the sign-in page", async () => {
    const { user, requests } = openLink(`/${link}/token`);
    const [first, second] = await fields();
    await user.type(first, "correct horse battery");
    await user.type(second, "correct horse battery{Enter}");
    expect(await screen.findByText("Your password is set. Sign in with it.")).toBeInTheDocument();
    const sent = requests.find(({ method }) => method === "PATCH");
    const verb = link === "activate" ? "activate" : "reset";
    expect(new URL(sent?.url ?? "").pathname).toBe(`/v1/auth/password/token/${verb}`);
  });

  it("asks for the same password twice, and shows the server's rule at the field", async () => {
    const { user } = openLink(`/${link}/token`);
    const [first, second] = await fields();
    await user.type(first, "short");
    await user.type(second, "other{Enter}");
    expect(await screen.findByText("The two passwords differ.")).toBeInTheDocument();
    await user.clear(second);
    await user.type(second, "short{Enter}");
    expect(await screen.findByText("A password needs at least 12 characters.")).toBeInTheDocument();
  });

  it("says that a link was used already", async () => {
    const { user } = openLink(`/${link}/old`);
    const [first, second] = await fields();
    await user.type(first, "correct horse battery");
    await user.type(second, "correct horse battery{Enter}");
    expect(await screen.findByText(/This link was used already/)).toBeInTheDocument();
  });
});
