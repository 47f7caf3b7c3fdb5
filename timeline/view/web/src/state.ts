// What is chosen and what follows from it. Everything the page shows is computed from here.
import { batch, computed, signal } from "@preact/signals";
import { NONE, type Store } from "./data";
import { DAY } from "./dates";
import { findPeriods, type Period } from "./periods";
import { textHits } from "./search";

export type LaneMode = "actor" | "class" | "status" | "source";
export type Tab = "events" | "network" | "articles" | "problems";
export type Facet = "actor" | "class" | "status" | "source" | "language";
export const FACETS: readonly Facet[] = ["actor", "class", "status", "source", "language"];
export const LANE_MODES: readonly LaneMode[] = ["actor", "class", "status", "source"];
export const TABS: readonly Tab[] = ["events", "network", "articles", "problems"];

export const store = signal<Store>(null as unknown as Store);
export const query = signal("");
export const chosen = {
  actor: signal<ReadonlySet<number>>(new Set()),
  class: signal<ReadonlySet<number>>(new Set()),
  status: signal<ReadonlySet<number>>(new Set()),
  source: signal<ReadonlySet<number>>(new Set()),
  language: signal<ReadonlySet<number>>(new Set()),
};
export const actorMode = signal<"any" | "all">("any");
/** [first, after last] in minutes, or null for everything. */
export const range = signal<readonly [number, number] | null>(null);
export const laneMode = signal<LaneMode>("actor");
export const tab = signal<Tab>("events");
export const selected = signal(-1);
export const drawer = signal(false);
export const helpOpen = signal(false);

export interface Result {
  events: Int32Array;
  /** The same without the time range: what the overview shows. */
  anyTime: Int32Array;
  counts: Record<Facet, Map<number, number>>;
  undatedOutside: number;
}

const BIT: Record<Facet, number> = { actor: 1, class: 2, status: 4, source: 8, language: 16 };
const BIT_TEXT = 32;
const BIT_RANGE = 64;

/** The distinct sources of each event, as offsets and string numbers; worked out once. */
const eventSources = computed(() => {
  const { reports, documents, size } = store.value;
  const at = new Int32Array(size + 1);
  const source = new Int32Array(reports.document.length);
  let length = 0;
  for (let event = 0; event < size; event++) {
    const from = length;
    for (let report = reports.at[event]; report < reports.at[event + 1]; report++) {
      const document = reports.document[report];
      const name = document < 0 ? -1 : documents.source[document];
      let known = false;
      for (let index = from; index < length; index++) known ||= source[index] === name;
      if (!known) source[length++] = name;
    }
    at[event + 1] = length;
  }
  return { at, source };
});

export function sourcesOf(event: number): Int32Array {
  const { at, source } = eventSources.value;
  return source.subarray(at[event], at[event + 1]);
}

export function inRange(data: Store, event: number, limits: readonly [number, number]): boolean {
  const start = data.events.start[event];
  const end = data.events.end[event];
  if (start === NONE && end === NONE) return false;
  // What has no end counts where it began; else it would be in every later range for ever.
  if (end === NONE) return start >= limits[0] && start < limits[1];
  if (start === NONE) return end > limits[0] && end <= limits[1];
  return start < limits[1] && end > limits[0];
}

/** Counts how many events a facet's values stand in; -1 is a value too. */
class Tally {
  private readonly numbers: Int32Array;
  constructor(size: number) {
    this.numbers = new Int32Array(size + 1);
  }
  add(value: number): void {
    this.numbers[value + 1]++;
  }
  toMap(): Map<number, number> {
    const out = new Map<number, number>();
    this.numbers.forEach((count, index) => { if (count) out.set(index - 1, count); });
    return out;
  }
}

export const result = computed<Result>(() => {
  const data = store.value;
  const { events, roles, size } = data;
  const { at: sourceAt, source } = eventSources.value;
  const hits = textHits(data, query.value);
  const limits = range.value;
  const all = actorMode.value === "all";
  const [actors, classes, statuses, sources, languages] = FACETS.map((facet) => chosen[facet].value);
  const tally = {
    actor: new Tally(data.actors.id.length), class: new Tally(data.classes.length),
    status: new Tally(data.statuses.length), source: new Tally(data.strings.length),
    language: new Tally(data.strings.length),
  };
  const found = new Int32Array(size);
  const timeless = new Int32Array(size);
  let length = 0;
  let timelessLength = 0;
  let undatedOutside = 0;
  // The last event that an actor was met in, so that each counts once however many roles it has.
  const met = new Int32Array(data.actors.id.length).fill(-1);
  for (let event = 0; event < size; event++) {
    let fails = 0;
    if (hits && !hits[event]) fails |= BIT_TEXT;
    if (limits && !inRange(data, event, limits)) fails |= BIT_RANGE;
    if (classes.size && !classes.has(events.class[event])) fails |= BIT.class;
    if (statuses.size && !statuses.has(events.status[event])) fails |= BIT.status;
    if (languages.size && !languages.has(events.language[event])) fails |= BIT.language;
    const firstSource = sourceAt[event];
    const afterSource = sourceAt[event + 1];
    if (sources.size) {
      let match = false;
      for (let index = firstSource; index < afterSource; index++) match ||= sources.has(source[index]);
      if (!match) fails |= BIT.source;
    }
    const first = roles.at[event];
    const after = roles.at[event + 1];
    if (actors.size) {
      let match = 0;
      for (let role = first; role < after; role++) {
        const actor = roles.actor[role];
        if (met[actor] !== event && actors.has(actor)) match++;
        met[actor] = event;
      }
      if (all ? match < actors.size : match === 0) fails |= BIT.actor;
    }
    if (fails === 0) found[length++] = event;
    if ((fails & ~BIT_RANGE) === 0) {
      timeless[timelessLength++] = event;
      if (fails && events.start[event] === NONE && events.end[event] === NONE) undatedOutside++;
    }
    // A facet counts what choosing its value would show: events that fail in nothing else.
    // With "all", further actors narrow the result, so only events in it count.
    if (fails === 0 || (fails === BIT.actor && !all)) {
      for (let role = first; role < after; role++) {
        const actor = roles.actor[role];
        if (met[actor] !== -2 - event) tally.actor.add(actor);
        met[actor] = -2 - event;
      }
    }
    if ((fails & ~BIT.class) === 0) tally.class.add(events.class[event]);
    if ((fails & ~BIT.status) === 0) tally.status.add(events.status[event]);
    if ((fails & ~BIT.language) === 0) tally.language.add(events.language[event]);
    if ((fails & ~BIT.source) === 0) {
      for (let index = firstSource; index < afterSource; index++) tally.source.add(source[index]);
    }
  }
  const counts = {} as Result["counts"];
  for (const facet of FACETS) counts[facet] = tally[facet].toMap();
  return { events: found.slice(0, length), anyTime: timeless.slice(0, timelessLength), counts, undatedOutside };
});

/** What events are grouped by in the list: their day, or the longer stretch that was meant. */
const groups = computed(() => {
  const { start, end } = store.value.events;
  const from = start.slice();
  const to = end.slice();
  for (let event = 0; event < from.length; event++) {
    if (start[event] === NONE || end[event] === NONE) continue;
    const day = Math.floor(start[event] / DAY) * DAY;
    if (end[event] <= day + DAY) [from[event], to[event]] = [day, day + DAY];
  }
  return { from, to };
});

/** Events of the list with a heading before each group: event number, or -1 - group's first event. */
export const listRows = computed<Int32Array>(() => {
  const { events } = result.value;
  const { from, to } = groups.value;
  const rows = new Int32Array(events.length * 2);
  let length = 0;
  let last = -1;
  for (const event of events) {
    if (last < 0 || from[event] !== from[last] || to[event] !== to[last]) rows[length++] = -1 - event;
    last = event;
    rows[length++] = event;
  }
  return rows.slice(0, length);
});

/** The first and the after-last moment of all dated events and publications, with some air. */
export const extent = computed<readonly [number, number]>(() => {
  const { events, documents, size } = store.value;
  let first = Infinity;
  let last = -Infinity;
  for (let event = 0; event < size; event++) {
    for (const value of [events.start[event], events.end[event]]) {
      if (value === NONE) continue;
      if (value < first) first = value;
      if (value > last) last = value;
    }
  }
  for (const day of documents.published) {
    if (day !== null && first === Infinity) [first, last] = [day * 1440, day * 1440 + 1440];
    else if (day !== null && (day + 1) * 1440 > last) last = (day + 1) * 1440;
  }
  if (first === Infinity) return [0, 1440];
  const air = Math.max((last - first) * 0.02, 720);
  return [Math.floor(first - air), Math.ceil(last + air)];
});

export const periods = computed<Period[]>(() => findPeriods(store.value));

export const lastPublished = computed<number | null>(() => {
  const days = store.value.documents.published.filter((day) => day !== null);
  return days.length ? days.reduce((a, b) => Math.max(a, b)) * 1440 : null;
});

export function toggle(facet: Facet, value: number): void {
  const next = new Set(chosen[facet].value);
  if (!next.delete(value)) next.add(value);
  chosen[facet].value = next;
}

export function clearAll(): void {
  batch(() => {
    query.value = "";
    range.value = null;
    actorMode.value = "any";
    for (const facet of FACETS) chosen[facet].value = new Set();
  });
}

export const filtered = computed(
  () => query.value.trim() !== "" || range.value !== null || FACETS.some((facet) => chosen[facet].value.size > 0),
);

/** Moves through the shown events; from none to the first or last. */
export function step(by: number): void {
  const { events } = result.value;
  if (!events.length) return;
  const at = events.indexOf(selected.value);
  const next = at < 0 ? (by > 0 ? 0 : events.length - 1) : at + by;
  selected.value = events[Math.max(0, Math.min(events.length - 1, next))];
}

/** Shows one day, given in days since 1970. */
export function setDay(day: number): void {
  range.value = [day * 1440, (day + 1) * 1440];
}
