// Expiry and leases are told in the server's time; a laptop's clock may be minutes off.

let offset = 0;

/** Learns the server's clock from an answer's Date header, which has whole seconds. */
export function learnServerTime(dateHeader: string | null): void {
  const told = dateHeader === null ? NaN : Date.parse(dateHeader);
  if (Number.isNaN(told)) return;
  const difference = told + 500 - Date.now();
  offset = Math.abs(difference) < 2_000 ? 0 : difference;
}

/** Now, by the server's clock as well as we know it. */
export function serverNow(): number {
  return Date.now() + offset;
}
