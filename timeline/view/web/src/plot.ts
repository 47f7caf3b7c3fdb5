// What every plotly picture on the page has in common.
import { language } from "./i18n";

function names(options: Intl.DateTimeFormatOptions, count: number, step: number, first: number): string[] {
  const format = new Intl.DateTimeFormat("de-DE", { timeZone: "UTC", ...options });
  return Array.from({ length: count }, (_, index) => format.format(first + index * step));
}

const DAY_MS = 86_400_000;
const SUNDAY = 3 * DAY_MS; // 4 January 1970
const MONTH = 30.44 * DAY_MS;

// The basic bundle knows English only; the browser knows the German names. Asked when needed: asking
// takes as long as drawing.
const german = (): Record<string, unknown> => ({
  moduleType: "locale",
  name: "de",
  dictionary: {},
  format: {
    days: names({ weekday: "long" }, 7, DAY_MS, SUNDAY),
    shortDays: names({ weekday: "short" }, 7, DAY_MS, SUNDAY),
    months: names({ month: "long" }, 12, MONTH, 14 * DAY_MS),
    shortMonths: names({ month: "short" }, 12, MONTH, 14 * DAY_MS),
    date: "%d.%m.%Y",
    decimal: ",",
    thousands: ".",
  },
});
let known: Record<string, unknown> | null = null;

/** No logo, no cloud, no buttons: the page has its own. */
export function plotConfig(): Record<string, unknown> {
  return {
    displayModeBar: false, displaylogo: false, showLink: false, sendData: false, plotlyServerURL: "",
    showTips: false, doubleClick: false, responsive: false,
    ...(language.value === "de" ? { locale: "de", locales: { de: (known ??= german()) } } : { locale: "en-US" }),
  };
}

/** Text as plotly shows it: its small HTML, its entities and its formulas are switched off. */
export function plotText(text: string): string {
  return text
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
    .replace(/\$/g, "&#36;").replace(/\s+/g, " ");
}

/** A moment that plotly spells as a local date without a zone, in minutes since 1970. */
export function plotMinutes(value: unknown): number {
  if (typeof value === "number") return value / 60_000;
  const text = String(value).replace(" ", "T");
  return Date.parse(text.length <= 10 ? text : `${text}Z`) / 60_000;
}
