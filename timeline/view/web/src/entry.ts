// Entries of the corrections file: what they may say, and the dates in them.
import { NONE, type Entry, type View } from "./data";
import { DAY, fromIso } from "./dates";
import { store } from "./state";

export const UNDATED = "undated";

/** The same for entries that say the same. */
export function keyOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, item]) => `${JSON.stringify(name)}:${keyOf(item)}`).join()}}`;
}

export interface Stretch {
  start: number;
  end: number;
  precision: string;
}

function unit(text: string): Stretch | null {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  const start = match && fromIso(`${match[1]}-${match[2] ?? "01"}-${match[3] ?? "01"}`);
  if (!match || start === null || match[1] === "0000") return null;
  if (match[3]) {
    // A day that the month does not have would quietly be one of the next month.
    const same = new Date(start * 60_000).toISOString().startsWith(text);
    return same ? { start, end: start + DAY, precision: "day" } : null;
  }
  const after = new Date(start * 60_000);
  if (match[2]) after.setUTCMonth(after.getUTCMonth() + 1);
  else after.setUTCFullYear(after.getUTCFullYear() + 1);
  return { start, end: after.getTime() / 60_000, precision: match[2] ? "month" : "year" };
}

/** What a date of the file covers; null where it is none. */
export function parseDate(text: string): Stretch | null {
  if (text === UNDATED || text === "") return { start: NONE, end: NONE, precision: "range" };
  const [first, last, more] = text.split("/");
  const begin = unit(first);
  const end = last === undefined ? begin : unit(last);
  if (!begin || !end || more !== undefined || end.end <= begin.start) return null;
  return last === undefined ? begin : { start: begin.start, end: end.end, precision: "range" };
}

export interface Added {
  title: string;
  date?: string;
  type?: string;
  status?: string;
  note?: string;
  actors?: (string | { name: string; role?: string })[];
  place?: string;
}

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type Check = (value: unknown) => boolean;

const OF_EVENT: Record<string, Check> = {
  date: (value) => isText(value) && parseDate(value) !== null,
  type: (value) => store.value.classes.some(({ name }) => name === value),
  status: (value) => store.value.statuses.includes(value as string),
  note: isText,
};
const CHANGE: Record<string, Check> = {
  ...OF_EVENT,
  event: isText,
  hide: (value) => typeof value === "boolean",
  was: (value) => isObject(value) && Object.values(value).every((was) => typeof was === "string"),
};
const ROLES = ["actor", "recipient", "mentioned"];
const ADDED: Record<string, Check> = {
  ...OF_EVENT,
  title: isText,
  place: isText,
  actors: (value) => Array.isArray(value) && value.every((part) => isText(part) ||
    (isObject(part) && isText(part.name) && (part.role === undefined || ROLES.includes(part.role as string)))),
};
const PAIR: Record<string, Check> = {
  actors: (value) => Array.isArray(value) && value.length === 2 && value.every(isText),
  same: (value) => typeof value === "boolean",
  note: isText,
};

function fits(value: unknown, checks: Record<string, Check>, needed: string[]): boolean {
  return isObject(value) && needed.every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, item]) => Object.hasOwn(checks, name) && checks[name](item));
}

/** Whether the build could read the entry, too: it refuses a file with one that it cannot. */
export function isEntry(value: unknown): value is Entry {
  if (!isObject(value)) return false;
  if ("add" in value) return Object.keys(value).length === 1 && fits(value.add, ADDED, ["title"]);
  if ("actors" in value) return fits(value, PAIR, ["actors", "same"]);
  return fits(value, CHANGE, ["event"]);
}

export function isView(value: unknown): value is View {
  return isObject(value) && isText(value.name) && typeof value.view === "string";
}

/** Entries and views of a file, or null where it is no corrections file. */
export function readFile(text: string): { corrections: Entry[]; views: View[] } | null {
  try {
    const value = JSON.parse(text);
    if (!isObject(value) || value.version !== 1 || !Array.isArray(value.corrections)) return null;
    const views = Array.isArray(value.views) ? value.views : [];
    if (!value.corrections.every(isEntry) || !views.every(isView)) return null;
    return { corrections: value.corrections, views };
  } catch {
    return null;
  }
}
