// The events shown as CSV and JSON, in the fields that `timeline extract` gives them.
import type { Store } from "./data";
import { linesOf } from "./corrections";
import { disputesOf } from "./disputes";
import { sentenceOf } from "./evidence";
import { DAY, iso } from "./dates";
import { toHash } from "./hash";

const ROLE_NAMES = ["actor", "recipient", "mentioned"];
type Fields = Record<string, unknown>;

function degrees(value: number | null): number | null {
  return value === null ? null : value / 100;
}

/** The day on which the first report was published. */
function firstReport(data: Store, event: number): string | null {
  const { reports, documents } = data;
  let first: number | null = null;
  for (let report = reports.at[event]; report < reports.at[event + 1]; report++) {
    const day = documents.published[reports.document[report]] ?? null;
    if (day !== null && (first === null || day < first)) first = day;
  }
  return first === null ? null : iso(first * DAY);
}

function corroborationOf({ conflicts, events }: Store, event: number): string {
  if (conflicts.at[event + 1] > conflicts.at[event]) return "disputed";
  return events.sources[event] > 1 ? "corroborated" : "single-source";
}

function record(data: Store, event: number): Fields {
  const { events, strings, roles, reports, notes, places, actors, documents } = data;
  const text = (number: number): string | null => strings[number] ?? null;
  const rows = (at: Int32Array): number[] => Array.from({ length: at[event + 1] - at[event] }, (_, row) => at[event] + row);
  const [date, end] = (text(events.edtf[event]) ?? "").split("/");
  const place = events.place[event];
  const { name, quad } = data.classes[events.class[event]];
  const id = strings[events.id[event]];
  const byHand = linesOf(id);
  return {
    id, title: strings[events.title[event]], date: date || null, end: end || null,
    time_expression: text(events.expression[event]), basis: data.bases[events.basis[event]], why: text(events.why[event]),
    type: name, mode: text(events.mode[event]), quad: data.quads[quad], status: data.statuses[events.status[event]],
    attribution: text(events.attribution[event]),
    actors: rows(roles.at).map((role) => ({
      id: text(actors.id[roles.actor[role]]), name: text(actors.name[roles.actor[role]]),
      role: ROLE_NAMES[roles.role[role]], country: text(actors.country[roles.actor[role]]), mention: text(roles.mention[role]),
    })),
    place: place < 0 ? null : {
      name: text(places.en[place]), country: text(places.country[place]),
      latitude: degrees(places.latitude[place]), longitude: degrees(places.longitude[place]),
      basis: data.placeBases[events.placed[event]] ?? "said",
    },
    evidence: rows(reports.at).map((report) => ({
      document: text(documents.id[reports.document[report]] ?? -1), text: sentenceOf(data, report) ?? null,
    })),
    sources: events.sources[event], first_report: firstReport(data, event), corroboration: corroborationOf(data, event),
    salience: Number(data.salience[event].toFixed(3)), confidence: Number(data.confidence[event].toFixed(2)),
    merges: rows(notes.at).filter((note) => notes.kind[note] === 0).map((note) => strings[notes.text[note]]),
    conflicts: disputesOf(data, event).map(({ aspect, what, claims }) => ({
      aspect, what: what ?? null, claims: claims.map((claim) => ({ value: claim.text, documents: claim.documents.map((one) => text(documents.id[one])) })),
    })),
    links: rows(data.links.at).map((row) => ({
      event: text(events.id[data.links.event[row]]), kind: data.linkKinds[data.links.kind[row]], why: text(data.links.why[row]),
    })),
    corrections: byHand.length ? byHand
      : rows(notes.at).filter((note) => notes.kind[note] === 1).map((note) => strings[notes.text[note]]),
  };
}

/** One JSON document: the events shown and the articles they rest on. */
export function toJson(data: Store, events: ArrayLike<number>): string {
  const { documents, strings, reports } = data;
  const used = new Set<number>();
  for (const event of Array.from(events)) {
    for (let report = reports.at[event]; report < reports.at[event + 1]; report++) used.add(reports.document[report]);
  }
  used.delete(-1);
  const text = (number: number): string | null => strings[number] ?? null;
  return `${JSON.stringify({
    title: data.title, view: toHash(),
    documents: [...used].sort((a, b) => a - b).map((document) => ({
      id: text(documents.id[document]), title: text(documents.title[document]), source: text(documents.source[document]),
      url: text(documents.address[document]), author: text(documents.author[document]), language: text(documents.language[document]),
      published: documents.published[document] === null ? null : iso(documents.published[document]! * 1440),
      published_from: text(documents.publishedFrom[document]),
    })),
    events: Array.from(events, (event) => record(data, event)),
  }, null, 1)}\n`;
}

const COLUMNS = [
  "id", "date", "end", "title", "type", "quad", "mode", "status", "actors", "recipients", "mentioned", "attribution",
  "place", "country", "latitude", "longitude", "time_expression", "basis", "why", "sources", "documents", "sentence",
  "salience", "confidence", "merges", "conflicts", "first_report", "corroboration", "links", "corrections",
  "place_basis",
];
// What a spreadsheet takes for the start of a formula; tab and line ends hide one.
const FORMULA = /^ *[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value as string) ? `'${value as string}` : (value as string);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as in RFC 4180, one row per event; lists are joined by `; `. */
export function toCsv(data: Store, events: ArrayLike<number>): string {
  const lines = Array.from(events, (event) => {
    const fields = record(data, event) as Fields & {
      actors: { name: string; role: string }[]; place: Fields | null; merges: string[]; corrections: string[];
      evidence: { document: string; text: string }[];
      links: { event: string; kind: string }[];
      conflicts: { aspect: string; what: string | null; claims: { value: string; documents: string[] }[] }[];
    };
    const named = (role: string): string => fields.actors.filter((one) => one.role === role).map(({ name }) => name).join("; ");
    const row: Fields = {
      ...fields, ...fields.place, actors: named("actor"), recipients: named("recipient"), mentioned: named("mentioned"),
      place: fields.place?.name, place_basis: fields.place?.basis, basis: fields.basis, documents: [...new Set(fields.evidence.map((one) => one.document))].join("; "),
      sentence: fields.evidence[0]?.text, merges: fields.merges.join("; "), corrections: fields.corrections.join("; "),
      links: fields.links.map(({ event: other, kind }) => `${kind}: ${other}`).join("; "),
      conflicts: fields.conflicts.map(({ aspect, what, claims }) =>
        `${aspect}${what === null ? "" : ` of ${what}`}: ${claims.map((claim) => `${claim.value} (${claim.documents.join(", ")})`).join(" / ")}`).join("; "),
    };
    return COLUMNS.map((name) => cell(row[name])).join();
  });
  return [COLUMNS.join(), ...lines].map((line) => `${line}\r\n`).join("");
}
