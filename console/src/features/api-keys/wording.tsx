import type { ReactNode } from "react";
import type { ApiKey } from "@/api/types";
import { userName } from "./describe";

/** Whose keys a page is about. */
export type Whose = "own" | "everybodys";

interface Wording {
  noun: string;
  /** What an API key is, where there is none yet. */
  meaning: string;
  /** What a new key will do. */
  purpose: string;
  /** Among which keys the name of one is unique. */
  unique: string;
  /** What the end of a key means. */
  end: string;
  revoke: string;
  reactivate: (apiKey: ApiKey) => string;
  remove: string;
  created: (name: string) => string;
  /** What to do with the value of a new key, above it and below. */
  keep: ReactNode;
  use?: ReactNode;
}

/** What the same table and dialogs say to whoever looks at their own keys, and at everybody's. */
export const wordings: Record<Whose, Wording> = {
  own: {
    noun: "API key",
    meaning:
      "An API key is what a program shows in place of your password. It may do what you may, except change your password.",
    purpose: "Whoever shows it may do what you may at that moment.",
    unique: "Unique among your API keys: the program or machine that uses it.",
    end: "Every API key ends some day; you can put the end off before.",
    revoke: "Whatever uses it is refused at once. You can re-activate it later.",
    reactivate: () => "Whoever has it may again do what you may, until it expires.",
    remove: "Whatever uses it is refused at once, and for good. The audit log keeps what it did.",
    created: (name) => `“${name}” was created`,
    keep: (
      <>
        Copy the key to where the program keeps its secrets. It <strong>is shown only now</strong>: if it is
        lost, delete it and create another.
      </>
    ),
    use: (
      <>
        A program sends it in the header <code>ApiKey</code> of each request.
      </>
    ),
  },
  everybodys: {
    noun: "key",
    meaning: "An API key is what a program shows in place of a user’s password.",
    purpose: "A program that shows it may do what its user may, at that moment.",
    unique: "Unique among the API keys of its user.",
    end: "Then it is refused.",
    revoke: "What uses it is refused at once, until the key is re-activated.",
    reactivate: (apiKey) => `Whoever has it may again do what ${userName(apiKey)} may, until it expires.`,
    remove: "What uses it is refused at once, for good. To be able to take it back, revoke the key instead.",
    created: (name) => `API key “${name}” was created`,
    keep: (
      <>
        Whoever shows it in the header <code>ApiKey</code> may do what its user may. Keep it where only its
        program can read it. It <strong>is shown only now</strong>.
      </>
    ),
  },
};
