import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http } from "msw";
import { describe, expect, it } from "vitest";
import { Db, aCluster, aKey, aNode } from "@/mocks/db";
import { aUser } from "@/mocks/people";
import { refuse } from "@/mocks/refuse";
import { keysOf, open } from "@/mocks/render";
import { sampleKeys } from "@/mocks/sampleKeys";
import { mockServer } from "@/mocks/server";

const { ed25519, rsa2048 } = sampleKeys;
const good = `${ed25519.type} ${ed25519.blob} ada@laptop`;

async function openForm(db: Db = new Db(), prepare?: (project: ReturnType<Db["addProject"]>) => void) {
  const project = db.addProject("Edge");
  prepare?.(project);
  const console = open(db, keysOf(project));
  await console.user.click(await screen.findByRole("button", { name: "Add New SSH Key" }));
  const dialog = within(screen.getByRole("dialog", { name: "Add Key" }));
  const name = dialog.getByRole("textbox", { name: /^Name/ });
  const key = dialog.getByRole("textbox", { name: /^SSH Key/ });
  const confirm = () => console.user.click(dialog.getByRole("button", { name: "Confirm" }));
  return { ...console, project, dialog, name, key, confirm };
}

describe("the Add Key form", () => {
  it("tells type, size and fingerprint, and takes an empty name from the comment", async () => {
    const { key, name, dialog } = await openForm();
    fireEvent.change(key, { target: { value: good } });
    expect(await dialog.findByText(ed25519.fingerprint)).toBeInTheDocument();
    expect(dialog.getByText("Ed25519, 256 bits")).toBeInTheDocument();
    expect(name).toHaveValue("ada@laptop");
  });

  it("leaves a name alone that a person has typed", async () => {
    const { key, name, user, dialog } = await openForm();
    await user.type(name, "my key");
    fireEvent.change(key, { target: { value: good } });
    await dialog.findByText(ed25519.fingerprint);
    expect(name).toHaveValue("my key");
  });

  it("shows warnings beside an accepted key", async () => {
    const { key, dialog } = await openForm();
    fireEvent.change(key, { target: { value: `${rsa2048.type} ${rsa2048.blob}` } });
    expect(await dialog.findByText(/2048 bits; 3072 or more/)).toBeInTheDocument();
    expect(dialog.getByText(rsa2048.fingerprint)).toBeInTheDocument();
  });

  it("shows the server's reason and remedy at the field", async () => {
    const { key, dialog } = await openForm();
    fireEvent.change(key, { target: { value: "hello" } });
    expect(await dialog.findByText(/This is not an SSH public key/)).toBeInTheDocument();
    expect(dialog.getByText("cat ~/.ssh/id_ed25519.pub").tagName).toBe("CODE");
    expect(key).toBeInvalid();
  });

  it("says while typing that a name is taken", async () => {
    const { key, name, user, dialog } = await openForm(new Db(), (project) => {
      project.keys = [aKey("laptop", rsa2048)];
    });
    fireEvent.change(key, { target: { value: good } });
    await user.clear(name);
    await user.type(name, "laptop");
    expect(await dialog.findByText("The name “laptop” is taken.")).toBeInTheDocument();
    expect(name).toBeInvalid();
  });

  it("makes the key one’s own, another member’s or the project’s", async () => {
    const db = new Db();
    const grace = aUser("Grace", "Hopper");
    db.users = [grace, aUser("Joan", "Clarke", "deactivated")];
    const { key, user, dialog, confirm, bodies } = await openForm(db);
    const owner = dialog.getByRole("combobox", { name: "Owner" });
    expect(owner).toHaveDisplayValue("Me (Ada Lovelace)");
    expect(await dialog.findByRole("option", { name: "Grace Hopper" })).toBeInTheDocument();
    expect(dialog.queryByRole("option", { name: "Joan Clarke" })).not.toBeInTheDocument();
    await user.selectOptions(owner, "The project: nobody’s own");
    expect(dialog.getByText(/whoever comes and goes/)).toBeInTheDocument();
    await user.selectOptions(owner, "Grace Hopper");
    fireEvent.change(key, { target: { value: good } });
    await dialog.findByText(ed25519.fingerprint);
    await confirm();
    await waitFor(() => expect(bodies.join()).toContain(`"ownerUid":"${grace.user.metadata.uid}"`));
  });

  it("asks for name and key before anything is sent", async () => {
    const { confirm, dialog, requests } = await openForm();
    const before = requests.length;
    await confirm();
    expect(await dialog.findByText("Give the key a name.")).toBeInTheDocument();
    expect(dialog.getByText(/Paste the public key/)).toBeInTheDocument();
    expect(requests.slice(before).filter(({ method }) => method === "POST")).toHaveLength(0);
  });

  it.each(["field", "file", "drop", "name"])("never sends a private key that came by the %s", async (way) => {
    const secret = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU";
    const { key, name, user, dialog, bodies, confirm } = await openForm();
    if (way === "field") fireEvent.change(key, { target: { value: secret } });
    if (way === "name") fireEvent.change(name, { target: { value: secret.replace("\n", " ") } });
    if (way === "file") {
      await user.upload(
        dialog.getByLabelText("A .pub file"),
        new File([secret], "id.pub", { type: "text/plain" }),
      );
    }
    if (way === "drop") fireEvent.drop(key, { dataTransfer: { files: [new File([secret], "id")] } });

    const alert = await dialog.findByText(/That was a private key/);
    expect(alert).toHaveTextContent("It was not sent, and the field was cleared");
    expect(dialog.getByText(/must be treated as exposed/)).toBeInTheDocument();
    expect(key).toHaveValue("");
    expect(name).toHaveValue("");
    await confirm();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(bodies.join()).not.toContain("PRIVATE KEY");
    expect(bodies.join()).not.toContain("b3BlbnNzaC1rZXktdjE");
    expect(document.body.innerHTML).not.toContain("b3BlbnNzaC1rZXktdjE");
  });

  it("forgets the alarm once a public key is there", async () => {
    const { key, dialog } = await openForm();
    fireEvent.change(key, { target: { value: "PuTTY-User-Key-File-2: ssh-rsa" } });
    await dialog.findByText(/That was a private key/);
    fireEvent.change(key, { target: { value: good } });
    expect(dialog.queryByText(/That was a private key/)).not.toBeInTheDocument();
    expect(await dialog.findByText(ed25519.fingerprint)).toBeInTheDocument();
  });

  it("reads a dropped .pub file", async () => {
    const { key, dialog } = await openForm();
    fireEvent.drop(key, { dataTransfer: { files: [new File([`${good}\n`], "id_ed25519.pub")] } });
    expect(await dialog.findByText(ed25519.fingerprint)).toBeInTheDocument();
    expect(key).toHaveValue(good);
  });

  it("sends name, key, expiry and limits, and follows the key to the nodes", async () => {
    const { key, user, dialog, confirm, project } = await openForm(new Db(), (project) => {
      const cluster = aCluster("edge-eu", {});
      project.clusters = [cluster];
      project.nodes = [aNode("one", cluster), aNode("two", cluster)];
    });
    fireEvent.change(key, { target: { value: good } });
    await dialog.findByText(ed25519.fingerprint);
    await user.click(dialog.getByRole("button", { name: "90 days" }));
    expect(dialog.getByText(/^Works until/)).toBeInTheDocument();
    await user.click(dialog.getByRole("button", { name: "Limit where the key works" }));
    await user.type(dialog.getByRole("textbox", { name: "Logins" }), "Root{Enter}");
    expect(dialog.getByText(/“Root”: a login begins with a small letter/)).toBeInTheDocument();
    await user.clear(dialog.getByRole("textbox", { name: "Logins" }));
    await user.type(dialog.getByRole("textbox", { name: "Logins" }), "ops, deploy{Enter}");
    await user.type(dialog.getByRole("textbox", { name: "From addresses" }), "192.0.2.0/24{Enter}");
    await confirm();
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());

    expect(project.keys[0]?.spec).toMatchObject({
      publicKey: `${ed25519.type} ${ed25519.blob} ada@laptop`,
      logins: ["ops", "deploy"],
      from: ["192.0.2.0/24"],
    });
    const days = (Date.parse(project.keys[0]?.spec.expiry ?? "") - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(90, 1);
    expect(await screen.findByText("0 of 2 nodes")).toBeInTheDocument();
    expect(
      await screen.findByText("In force on 2 nodes. It works now.", undefined, { timeout: 5_000 }),
    ).toBeInTheDocument();
    expect(screen.getByText("2 of 2 nodes")).toBeInTheDocument();
  });

  it("takes a refusal of the server to the field it is about, and shows what is about none above Confirm", async () => {
    const { key, dialog, confirm } = await openForm();
    fireEvent.change(key, { target: { value: good } });
    await dialog.findByText(ed25519.fingerprint);
    mockServer.use(
      http.post(
        "/v1/users/assets/sshkeys",
        () => refuse(400, "The expiry is too far away.", { field: "/spec/expiry" }),
        {
          once: true,
        },
      ),
    );
    await confirm();
    expect(await dialog.findByText("The expiry is too far away.")).toBeInTheDocument();

    mockServer.use(
      http.post("/v1/users/assets/sshkeys", () => refuse(500, "The disk is full."), { once: true }),
    );
    await confirm();
    expect(await dialog.findByText("The disk is full.")).toBeInTheDocument();
    expect(dialog.getByText("01930000-mock")).toBeInTheDocument();
  });

  it("is still there, with all that was typed, after the session ended and somebody signed in again", async () => {
    const db = new Db();
    const { key, name, dialog, user, project } = await openForm(db);
    fireEvent.change(key, { target: { value: good } });
    await dialog.findByText(ed25519.fingerprint);
    db.signedIn = false;
    const again = within(await screen.findByRole("dialog", { name: "Sign in again" }, { timeout: 4_000 }));
    expect(again.getByText(/Your session has ended/)).toBeInTheDocument();
    expect(again.getByRole("textbox", { name: /E-mail/ })).toHaveValue("ada@example.com");
    await user.type(again.getByLabelText(/^Password/), "correct horse");
    await user.click(again.getByRole("button", { name: "Sign in" }));
    await waitFor(() =>
      expect(screen.queryByRole("dialog", { name: "Sign in again" })).not.toBeInTheDocument(),
    );
    expect(name).toHaveValue("ada@laptop");
    await user.click(dialog.getByRole("button", { name: "Confirm" }));
    await waitFor(() => expect(project.keys).toHaveLength(1));
  });
});

describe("the Edit Key form", () => {
  async function openEdit(spec: object = {}) {
    const db = new Db();
    const project = db.addProject("Edge");
    project.keys = [aKey("laptop", ed25519, { spec })];
    const console = open(db, keysOf(project));
    await console.user.click(await screen.findByRole("button", { name: "Actions for laptop" }));
    await console.user.click(screen.getByRole("menuitem", { name: "Edit" }));
    return {
      ...console,
      key: project.keys[0]!,
      dialog: within(screen.getByRole("dialog", { name: "Edit Key" })),
    };
  }

  it("renames a key without touching a byte of its text", async () => {
    const text = `${ed25519.type} ${ed25519.blob} terraform\n`;
    const { user, dialog, key } = await openEdit({ publicKey: text });
    const name = dialog.getByRole("textbox", { name: /^Name/ });
    await user.clear(name);
    await user.type(name, "desktop");
    await user.click(dialog.getByRole("button", { name: "Confirm" }));
    await waitFor(() => expect(key.metadata.name).toBe("desktop"));
    expect(key.spec.publicKey).toBe(text);
  });

  it("keeps the seconds of an expiry that was not touched, and clears it on Never", async () => {
    const expiry = "2999-07-08T09:10:11.000Z";
    const { user, dialog, key } = await openEdit({ expiry });
    await user.type(dialog.getByRole("textbox", { name: /^Name/ }), "2");
    await user.click(dialog.getByRole("button", { name: "Confirm" }));
    await waitFor(() => expect(key.metadata.name).toBe("laptop2"));
    expect(key.spec.expiry).toBe(expiry);
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    await user.click(screen.getByRole("button", { name: "Actions for laptop2" }));
    await user.click(screen.getByRole("menuitem", { name: "Edit" }));
    await user.click(screen.getByRole("button", { name: "Never" }));
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    await waitFor(() => expect(key.spec.expiry).toBeNull());
  });
});
