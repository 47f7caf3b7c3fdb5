// What is corrected by hand: the entries that the build applied and those made in this browser.
// Only the difference to the build is kept, so that a rebuilt page brings its own entries along.
import { batch, computed, signal } from "@preact/signals";
import { applyEntries, whyStale, type Outcome } from "./apply";
import type { Built, Entry, Store, View } from "./data";
import { isEntry, isView, keyOf, UNDATED, type Added } from "./entry";
import { fromHash, toHash } from "./hash";
import { t, type Word } from "./i18n";
import { loadCorrections, saveCorrections, served } from "./served";
import { store } from "./state";

interface Delta {
  added: Entry[];
  /** Keys of the build's entries and views that are taken back. */
  withdrawn: string[];
  views: View[];
}

export interface Item extends Outcome {
  entry: Entry;
  key: string;
  built: Built | null;
  withdrawn: boolean;
}

const NOTHING: Delta = { added: [], withdrawn: [], views: [] };
const PREFIX = "timeline-edits:";

let base: Store;
/** What the server's file holds of it, where there is a server: what is taken back leaves the file, too. */
let written: Delta = NOTHING;
/** Where the edits were found, if that was under the name of other articles. */
let adopted: string | null = null;
let saving = Promise.resolve();
const delta = signal<Delta>(NOTHING);
const past: Delta[] = [];
/** Why nothing can be kept in this browser, or null. */
export const refused = signal(false);
export const notice = signal<{ text: string; undo: boolean } | null>(null);
const outcomes = signal<{ taken: Map<string, Outcome>; made: Map<string, Outcome> }>({ taken: new Map(), made: new Map() });

/** Every entry, the build's first; those taken back stay in sight. */
export const items = computed<Item[]>(() => {
  const { added, withdrawn } = delta.value;
  const { taken, made } = outcomes.value;
  const built = store.value.byHand.entries.map((one): Item => {
    const key = keyOf(one.entry);
    const back = withdrawn.includes(key);
    return { entry: one.entry, key, built: one, withdrawn: back, ...(back ? taken.get(key) : whyStale(store.value, one)), event: one.event ?? undefined };
  });
  return [...built, ...added.map((entry): Item => {
    const key = keyOf(entry);
    return { entry, key, built: null, withdrawn: false, ...made.get(key) };
  })];
});

/** The entries that say something of an event now, by its id. */
export const itemsOf = computed(() => {
  const out = new Map<string, Item[]>();
  for (const item of items.value) {
    if (item.withdrawn || item.stale || item.event === undefined) continue;
    out.set(item.event, [...(out.get(item.event) ?? []), item]);
  }
  return out;
});

export const views = computed<View[]>(() => {
  const own = store.value.byHand.views.filter((view) => !delta.value.withdrawn.includes(keyOf(view)));
  return [...own, ...delta.value.views];
});

/** All that an exported file holds; a rebuild with it gives what is shown now. */
export function fileText(): string {
  const corrections = items.value.filter((item) => !item.withdrawn).map(({ entry }) => entry);
  return `${JSON.stringify({ version: 1, corrections, views: views.value }, null, 1)}\n`;
}

export const unexported = computed(() => delta.value.added.length + delta.value.withdrawn.length > 0);

function short(key: string): string {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let index = 0; index < key.length; index++) {
    a = Math.imul(a ^ key.charCodeAt(index), 0x01000193);
    b = Math.imul(b ^ key.charCodeAt(index), 0x85ebca6b);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}

/** Shows what the delta says; filters and the open event stay, by name. */
function show(next: Delta): void {
  const known = new Map(base.byHand.entries.map((built) => [keyOf(built.entry), built]));
  const withdrawn = next.withdrawn.filter((key) => known.has(key));
  const keys = next.added.map(keyOf);
  const done = applyEntries(base, withdrawn.map((key) => known.get(key)!), next.added, keys.map(short));
  batch(() => {
    const hash = store.value ? toHash() : null;
    delta.value = next;
    outcomes.value = {
      taken: new Map(done.taken.map((outcome, index) => [withdrawn[index], outcome])),
      made: new Map(done.outcomes.map((outcome, index) => [keys[index], outcome])),
    };
    store.value = done.store;
    if (hash !== null) fromHash(hash);
  });
}

function prune(next: Delta): Delta {
  const entries = new Set(base.byHand.entries.map(({ entry }) => keyOf(entry)));
  const shown = new Set(base.byHand.views.map(keyOf));
  const withdrawn = [...new Set(next.withdrawn)].filter((key) => entries.has(key) || shown.has(key));
  const unique = <T>(list: T[], known: Set<string>): T[] => {
    const seen = new Set([...known].filter((key) => !withdrawn.includes(key)));
    return list.filter((one) => !seen.has(keyOf(one)) && seen.add(keyOf(one)));
  };
  const added = unique(next.added, entries);
  // What is added again after it was taken back was never gone.
  const back = new Set([...added, ...next.views].map(keyOf));
  return {
    added: added.filter((entry) => !withdrawn.includes(keyOf(entry))),
    withdrawn: withdrawn.filter((key) => !back.has(key)),
    views: unique(next.views, shown).filter((view) => !withdrawn.includes(keyOf(view))),
  };
}

function readKept(): Delta {
  const read = (text: string | null): (Delta & { page?: string }) | null => {
    try {
      const value = JSON.parse(text ?? "null");
      const list = (item: unknown): unknown[] => (Array.isArray(item) ? item : []);
      return value && {
        page: value.page, added: list(value.added).filter(isEntry), views: list(value.views).filter(isView),
        withdrawn: list(value.withdrawn).filter((key): key is string => typeof key === "string"),
      };
    } catch {
      return null; // Not written by this page.
    }
  };
  try {
    const own = read(localStorage.getItem(PREFIX + base.corpus));
    if (own) return prune(own);
    // The page was rebuilt from other articles: its edits are those of the page at this address.
    for (let index = 0; index < localStorage.length; index++) {
      const key = localStorage.key(index)!;
      const other = key.startsWith(PREFIX) ? read(localStorage.getItem(key)) : null;
      if (other && other.page === location.pathname) {
        adopted = key;
        return prune(other);
      }
    }
  } catch {
    refused.value = true;
  }
  return NOTHING;
}

function keep(): void {
  try {
    const { added, withdrawn, views: own } = delta.value;
    const key = PREFIX + base.corpus;
    if (added.length + withdrawn.length + own.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ ...delta.value, page: location.pathname }));
    if (adopted && adopted !== key) localStorage.removeItem(adopted);
    refused.value = false;
  } catch {
    refused.value = true;
  }
}

export function startEdits(data: Store): void {
  base = data;
  store.value = data;
  const kept = readKept();
  written = kept;
  if (kept !== NOTHING && kept.added.length + kept.withdrawn.length + kept.views.length) show(kept);
  window.addEventListener("storage", (event) => {
    if (event.key === PREFIX + base.corpus) show(readKept());
  });
  window.addEventListener("beforeunload", (event) => {
    if (refused.value && unexported.value) event.preventDefault();
  });
}

/** Tells what was done; `word` is said to everybody, with a way back. */
export function tell(text: string, undo = false): void {
  notice.value = { text, undo };
}

function commit(next: Delta, word: Word): void {
  past.push(delta.value);
  show(prune(next));
  keep();
  tell(t(refused.value ? "keptNot" : word), true);
  if (served) saving = saving.then(save);
}

async function save(): Promise<void> {
  try {
    // Others may have written to the file since: what changed here is done to what it holds now.
    const held = await loadCorrections();
    const now = delta.value;
    const after = <T extends Entry | View>(before: T[], built: T[], once: T[], more: T[]): T[] => {
      const all = new Map(before.map((one) => [keyOf(one), one]));
      for (const key of [...once.map(keyOf), ...now.withdrawn]) all.delete(key);
      const back = built.filter((one) => written.withdrawn.includes(keyOf(one)) && !now.withdrawn.includes(keyOf(one)));
      for (const one of [...back, ...more]) all.set(keyOf(one), one);
      return [...all.values()];
    };
    await saveCorrections({
      corrections: after(held.corrections, base.byHand.entries.map(({ entry }) => entry), written.added, now.added),
      views: after(held.views, base.byHand.views, written.views, now.views),
    });
    written = now;
    tell(t("savedToFile"), true);
  } catch (error) {
    tell(`${t("savedNot")} ${error instanceof Error ? error.message : String(error)}`, true);
  }
}

export const canUndo = (): boolean => past.length > 0;

/** Takes the last step back. */
export function undoLast(): void {
  const before = past.pop();
  if (!before) return;
  show(before);
  keep();
  tell(t("undone"));
  if (served) saving = saving.then(save);
}

function without(item: Item, from = delta.value): Delta {
  const { added, withdrawn, views: own } = from;
  return item.built
    ? { added, withdrawn: [...withdrawn, item.key], views: own }
    : { added: added.filter((entry) => keyOf(entry) !== item.key), withdrawn, views: own };
}

/** Takes an entry back, or one field of it. */
export function undo(item: Item, field?: string): void {
  const next = without(item);
  if (field !== undefined) {
    const { [field]: _, was, ...rest } = item.entry;
    const { [field]: __, ...before } = { ...item.built?.was, ...(was as Record<string, string> | undefined) };
    if (Object.keys(rest).some((name) => name !== "event")) {
      next.added = [...next.added, { ...rest, ...(Object.keys(before).length ? { was: before } : {}) }];
    }
  }
  commit(next, "undone");
}

export function restore(item: Item): void {
  const { withdrawn } = delta.value;
  commit({ ...delta.value, withdrawn: withdrawn.filter((key) => key !== item.key) }, "kept");
}

/** Changes fields of an event; what was changed before goes into the same entry. */
export function correct(id: string, fields: Record<string, unknown>, was: Record<string, string>): void {
  let next = delta.value;
  let entry: Entry = { event: id };
  let before: Record<string, string> = {};
  for (const item of itemsOf.value.get(id) ?? []) {
    if ("add" in item.entry) continue;
    next = without(item, next);
    entry = { ...entry, ...item.entry, event: id };
    before = { ...before, ...item.built?.was, ...(item.entry.was as Record<string, string> | undefined) };
  }
  entry = { ...entry, ...fields };
  const kept = { ...was, ...before };
  for (const field of ["date", "type", "status"]) {
    // Back to what the articles say is no correction.
    if (entry[field] !== undefined && entry[field] === (kept[field] || UNDATED)) delete entry[field];
    if (entry[field] === undefined) delete kept[field];
  }
  if (!entry.note) delete entry.note;
  delete entry.was;
  if (Object.keys(kept).length) entry.was = kept;
  const says = Object.keys(entry).some((name) => name !== "event" && name !== "was");
  commit({ ...next, added: says ? [...next.added, entry] : next.added }, entry.hide ? "hidden" : "kept");
}

export function addEvent(add: Added, instead?: Item): void {
  const next = instead ? without(instead) : delta.value;
  commit({ ...next, added: [...next.added, { add }] }, "kept");
}

export function pairActors(first: string, second: string, same: boolean): void {
  commit({ ...delta.value, added: [...delta.value.added, { actors: [first, second], same }] }, "kept");
}

export function saveView(name: string, view: string): void {
  const same = views.value.filter((one) => one.name === name);
  const withdrawn = [...delta.value.withdrawn, ...same.map(keyOf)];
  const own = delta.value.views.filter((one) => one.name !== name);
  commit({ ...delta.value, withdrawn, views: [...own, { name, view }] }, "viewKept");
}

export function dropView(view: View): void {
  const { withdrawn, views: own } = delta.value;
  const key = keyOf(view);
  commit({
    ...delta.value, views: own.filter((one) => keyOf(one) !== key),
    withdrawn: own.some((one) => keyOf(one) === key) ? withdrawn : [...withdrawn, key],
  }, "viewDropped");
}

/** Takes the entries of a file over, on top of what is there. */
export function takeOver(file: { corrections: Entry[]; views: View[] }): void {
  const { added, withdrawn, views: own } = delta.value;
  const back = new Set([...file.corrections, ...file.views].map(keyOf));
  commit({
    added: [...added, ...file.corrections], withdrawn: withdrawn.filter((key) => !back.has(key)),
    views: [...own, ...file.views],
  }, "takenOver");
}
