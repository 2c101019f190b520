import { Fragment } from "react";
import { exactly } from "./time";

const commandOrTime = /(`[^`]+`|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** A sentence of the server: its commands as code, its times in the reader's own zone. */
export function Message({ text }: { text: string }) {
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
          <Message text={item} />
        </li>
      ))}
    </ul>
  );
}
