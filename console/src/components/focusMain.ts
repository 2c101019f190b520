export const mainId = "main";

/** Puts the keyboard at the start of the page's content, where what had the focus is gone. */
export function focusMain(): void {
  document.getElementById(mainId)?.focus({ preventScroll: true });
}
