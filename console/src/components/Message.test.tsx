import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Lines, Message } from "./Message";

describe("what the server says", () => {
  it.each([
    ["a password has 8 to 128 characters", "A password has 8 to 128 characters."],
    ["The name is taken.", "The name is taken."],
    ["ssh-rsa keys need 2048 bits; this one has 1024", "ssh-rsa keys need 2048 bits; this one has 1024."],
    ["is this a key?", "Is this a key?"],
  ])("reads as a sentence: %s", (text, sentence) => {
    expect(render(<Message text={text} />).container.textContent).toBe(sentence);
  });

  it("shows commands as code, and nothing as markup", () => {
    const { container } = render(<Message text="use `ssh-keygen -y -f key`, not <b>this</b>" />);
    expect(container.querySelector("code")).toHaveTextContent("ssh-keygen -y -f key");
    expect(container.querySelector("b")).toBeNull();
  });

  it("tells times in the reader's own zone", () => {
    const { container } = render(<Lines items={["edge-1 (offline; lapses at 2030-01-02T03:04:05.000Z)"]} />);
    expect(container.querySelector("time")?.textContent).toMatch(/2030/);
    expect(container).not.toHaveTextContent("T03:04");
  });
});
