export interface PrivateKeyFile {
  name: string;
  text: string;
}

/** A browser needs the address for as long as it asks where to save. */
const addressLifetime = 60_000;

/** Hands the file to the browser to save, without any request. */
export function download({ name, text }: PrivateKeyFile): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), addressLifetime);
}
