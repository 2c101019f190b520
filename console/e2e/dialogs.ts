import type { Page } from "@playwright/test";

/** What was seen behind the buttons of a page. */
export interface Seen {
  /** The titles of the dialogs. */
  dialogs: string[];
  /** The texts of them all. */
  text: string;
  /** Buttons of rows behind which nothing came. */
  dead: string[];
}

/**
 * Opens the dialogs of the page that is shown: by each button beside its table, and by the last button of some of its
 * rows, which opens a menu or a dialog itself. Of a menu each of these rows takes the next item. It runs inside the
 * page, because a tester's clicks would take a minute.
 */
export function openDialogs(page: Page, rows: number): Promise<Seen> {
  return page.evaluate(async (wanted) => {
    const seen: Seen = { dialogs: [], text: "", dead: [] };
    const shown = (selector: string) => document.querySelector<HTMLElement>(selector);
    /** Waits for so many turns of the page's own clock, of 5 ms or more: on a busy machine they last longer, too. */
    const until = async (found: () => boolean, turns: number) => {
      for (let turn = 0; !found() && turn < turns; turn += 1)
        await new Promise((next) => setTimeout(next, 5));
      return found();
    };
    /** Whether pressing it brought a dialog, which is then read and closed. */
    const press = async (button: HTMLElement, turns: number) => {
      button.click();
      if (!(await until(() => shown("dialog[open]") !== null, turns))) return false;
      await until(() => shown("dialog[open] [role=progressbar]") === null, 400);
      seen.dialogs.push(shown("dialog[open] h2")?.textContent ?? "");
      seen.text += shown("dialog[open]")?.textContent ?? "";
      shown("dialog[open] [aria-label=Close]")?.click();
      await until(() => shown("dialog[open]") === null, 400);
      return true;
    };

    const all = [...document.querySelectorAll<HTMLElement>("#main button:not(:disabled)")];
    const beside = all.filter((button) => button.closest("table, nav, .pf-v6-c-pagination") === null);
    for (const button of beside) if (button.isConnected) await press(button, 16);
    const rows = [...document.querySelectorAll("#main tbody tr")];
    const stride = Math.ceil(rows.length / wanted);
    for (const [index, row] of rows.filter((_, index) => index % stride === 0).entries()) {
      const button = [...row.querySelectorAll<HTMLElement>("button")].at(-1);
      if (button?.isConnected !== true) continue;
      const isMenu = button.hasAttribute("aria-expanded");
      if (!isMenu && (await press(button, 16))) continue;
      if (isMenu) button.click();
      const items = () => [...document.querySelectorAll<HTMLElement>("[role=menuitem]")];
      if (!isMenu || !(await until(() => items().length > 0, 200))) continue;
      const item = items()[index % items().length];
      if (item === undefined || !(await press(item, 200)))
        seen.dead.push(button.getAttribute("aria-label") ?? "");
    }
    return seen;
  }, rows);
}
