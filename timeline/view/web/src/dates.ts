// Dates in words. Times are minutes since 1970 without a zone, so everything is formatted as UTC.
import { NONE, type Store } from "./data";
import { language, t } from "./i18n";

export const MINUTE = 60_000;
export const DAY = 1440;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = language.value === "de" ? "de-DE" : "en-GB";
  const key = locale + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
    formats.set(key, found);
  }
  return found;
}

const LONG: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const PLAIN: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };
const SHORT: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
const CLOCK: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };

export function shortDay(minutes: number): string {
  return format(SHORT).format(minutes * MINUTE);
}

export function clock(minutes: number): string {
  return format(CLOCK).format(minutes * MINUTE);
}

export function shortRange(first: number, last: number): string {
  return format(SHORT).formatRange(first * MINUTE, last * MINUTE);
}

/** "Feb 2022", "Mar – Aug 2015". */
export function monthRange(first: number, last: number): string {
  return format({ month: "short", year: "numeric" }).formatRange(first * MINUTE, last * MINUTE);
}

export function iso(minutes: number): string {
  const text = new Date(minutes * MINUTE).toISOString();
  return minutes % DAY === 0 ? text.slice(0, -14) : text.slice(0, -8);
}

export function fromIso(text: string): number | null {
  const value = Date.parse(text.includes("T") ? text + ":00Z" : text + "T00:00:00Z");
  return Number.isNaN(value) ? null : Math.round(value / MINUTE);
}

/** Whether the event says the time of day, not only the day. */
export function hasClock(store: Store, event: number): boolean {
  const { start, end } = store.events;
  if (start[event] === NONE || end[event] === NONE) return false;
  return end[event] - start[event] < DAY && (start[event] % DAY !== 0 || end[event] % DAY !== 0);
}

export function inWords(store: Store, event: number): string {
  const { start, end, approximate } = store.events;
  const words = spanInWords(
    start[event], end[event], store.strings[store.events.precision[event]] ?? "range",
  );
  if (hasClock(store, event)) return `${words}, ${clockInWords(store, event)}`;
  return approximate[event] ? `${t("about")} ${words}` : words;
}

export function clockInWords(store: Store, event: number): string {
  const { start, end } = store.events;
  const length = end[event] - start[event];
  return length <= 60
    ? clock(start[event])
    : format(CLOCK).formatRange(start[event] * MINUTE, end[event] * MINUTE);
}

/** The heading of the group that the event stands in. */
export function groupInWords(store: Store, event: number): string {
  const { start, end, approximate } = store.events;
  if (start[event] === NONE && end[event] === NONE) return t("undated");
  const precision = store.strings[store.events.precision[event]] ?? "range";
  const words = spanInWords(start[event], end[event], precision);
  return approximate[event] && end[event] - start[event] > DAY ? `${t("about")} ${words}` : words;
}

function spanInWords(start: number, end: number, precision: string): string {
  if (start === NONE && end === NONE) return t("noDate");
  if (end === NONE) return `${t("since")} ${format(PLAIN).format(start * MINUTE)}`;
  const last = (end - 1) * MINUTE;
  if (start === NONE) return `${t("until")} ${format(PLAIN).format(last)}`;
  const first = start * MINUTE;
  if (Math.floor(start / DAY) === Math.floor((end - 1) / DAY)) return format(LONG).format(first);
  if (precision === "week") return `${t("weekOf")} ${format(PLAIN).formatRange(first, last)}`;
  if (precision === "decade") {
    return `${t("decadeOf")} ${new Date(first).getUTCFullYear()}${t("decadeEnd")}`;
  }
  const from = new Date(first);
  const to = new Date(end * MINUTE);
  const whole = from.getUTCDate() === 1 && to.getUTCDate() === 1 && start % DAY === 0;
  if (whole && precision !== "range") {
    if (from.getUTCMonth() === 0 && to.getUTCMonth() === 0) {
      const years: Intl.DateTimeFormatOptions = { year: "numeric" };
      return format(years).formatRange(first, last);
    }
    return format({ month: "long", year: "numeric" }).formatRange(first, last);
  }
  return format(PLAIN).formatRange(first, last);
}
