// What the page does where `timeline serve` shows it: corrections go straight to their file, and the
// page follows the articles. This is the only file that makes requests; they go to the server that
// sent the page (the policy allows no other), below the secret path it was opened at. A page that
// was opened from disk has no such meta element, and nothing here does anything.
//
//   GET  corrections   {"version": 1, "corrections": […], "views": […]} with an ETag; empty lists
//                      where there is no file
//   POST corrections   the whole file again, with If-Match: the ETag it was read with
//   GET  changes       server-sent events, each the revision of the page that is there now
import type { Entry, View } from "./data";

/** What the file holds, as docs/page.md describes it. */
export interface Held {
  corrections: Entry[];
  views: View[];
}

const revision = document.querySelector<HTMLMetaElement>('meta[name="timeline-served"]')?.content;

/** Whether corrections can be saved to their file. */
export const served = revision !== undefined;

let tag = "";

async function exchange(init: RequestInit): Promise<Held> {
  const response = await fetch("corrections", { cache: "no-store", ...init });
  const answer = (await response.json()) as Partial<Held> & { error?: string };
  if (!response.ok) throw new Error(answer.error ?? `${response.status} ${response.statusText}`);
  tag = response.headers.get("ETag") ?? "";
  return { corrections: answer.corrections ?? [], views: answer.views ?? [] };
}

/** The file as it is now. */
export function loadCorrections(): Promise<Held> {
  return exchange({});
}

/**
 * Write all of this, which is all the file holds then, and give back what it holds now. Rejects with words for
 * the user where an entry is of no use, or where somebody else has changed the file since it was
 * loaded: load it again then.
 */
export function saveCorrections(held: Held): Promise<Held> {
  return exchange({
    method: "POST",
    headers: { "Content-Type": "application/json", "If-Match": tag },
    body: JSON.stringify({ version: 1, ...held }),
  });
}

/** Show the page anew when it was rebuilt, but not while somebody is writing in it. */
export function followChanges(): void {
  if (!served) return;
  let stale = false;
  const renew = (): void => {
    const at = document.activeElement;
    const writing = document.querySelector("dialog[open], .edit .form-buttons")
      || (at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement ? at.value : "");
    if (stale && !writing) location.reload();
  };
  new EventSource("changes").addEventListener("message", (event) => {
    stale = event.data !== revision;
    renew();
  });
  for (const kind of ["focusout", "click"]) document.addEventListener(kind, () => setTimeout(renew, 300));
  document.addEventListener("close", () => setTimeout(renew, 300), true);
}
