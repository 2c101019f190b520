import { Fragment } from "react";
import { exactly } from "./time";

const commandOrTime = /(`[^`]+`|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** The server's messages begin small and end open, as parts of a log line do; names such as ssh-rsa stay as they are. */
function asSentence(text: string): string {
  const begun = /^(?!ssh)[a-z]+[ ,]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[\w)`”"']$/.test(begun) ? `${begun}.` : begun;
}

/** A sentence of the server. */
export function Message({ text }: { text: string }) {
  return <Marked text={asSentence(text)} />;
}

/** With its commands as code and its times in the reader's own zone. */
function Marked({ text }: { text: string }) {
  return text.split(commandOrTime).map((part, index) => {
    if (part.startsWith("`")) return <code key={index}>{part.slice(1, -1)}</code>;
    if (index % 2 === 1) return <time key={index}>{exactly(new Date(part))}</time>;
    return <Fragment key={index}>{part}</Fragment>;
  });
}

/** What the server lists, one line each. */
export function Lines({ items }: { items: string[] }) {
  if (items.length === 0) return null;
  return (
    <ul className="gh-list">
      {items.map((item) => (
        <li key={item}>
          <Marked text={item} />
        </li>
      ))}
    </ul>
  );
}
