// What is chosen and what follows from it. Everything the page shows is computed from here.
import { batch, computed, signal, type Signal } from "@preact/signals";
import { NONE, type Store } from "./data";
import { DAY } from "./dates";
import { allowed, FACETS, facetValues, SINGLE_FACETS, Tally, valueCount, type Facet } from "./facet";
import { coreOf, findPeriods, type Period } from "./periods";
import { textHits } from "./search";

export type { Facet };
export type LaneMode = "actor" | "class" | "place" | "source" | "status";
export type Tab = "events" | "network" | "map" | "articles" | "corrections" | "problems";
export const LANE_MODES: readonly LaneMode[] = ["actor", "class", "place", "source", "status"];
export const TABS: readonly Tab[] = ["events", "network", "map", "articles", "corrections", "problems"];

/** How the list is ordered: by date, by date backwards, or by salience. */
export type Sort = "date" | "newest" | "salience";
export const SORTS: readonly Sort[] = ["date", "newest", "salience"];

export const store = signal<Store>(null as unknown as Store);
export const query = signal("");
export const chosen = Object.fromEntries(
  FACETS.map((facet) => [facet, signal<ReadonlySet<number>>(new Set())]),
) as Record<Facet, Signal<ReadonlySet<number>>>;
export const actorMode = signal<"any" | "all">("any");
/** [first, after last] in minutes, or null for everything. */
export const range = signal<readonly [number, number] | null>(null);
export const laneMode = signal<LaneMode>("actor");
export const tab = signal<Tab>("events");
export const sort = signal<Sort>("date");
/** How many of the most salient events are let through, or null for all. */
export const keyEvents = signal<number | null>(null);
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

const BIT = Object.fromEntries(FACETS.map((facet, index) => [facet, 1 << index])) as Record<Facet, number>;
const BIT_TEXT = 1 << FACETS.length;
const BIT_RANGE = BIT_TEXT << 1;
const BIT_KEY = BIT_RANGE << 1;

/** The distinct sources of each event, as offsets and string numbers; worked out once. */
export const eventSources = computed(() => {
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

/** All saliences, the highest first. */
const saliences = computed(() => store.value.salience.slice().sort().reverse());

/** Whether salience tells events apart; else there is nothing to choose by it. */
export const hasSalience = computed(() => {
  const sorted = saliences.value;
  return sorted.length > 10 && sorted[0] > sorted[sorted.length - 1];
});

const values = computed(() => facetValues(store.value));

export const result = computed<Result>(() => {
  const data = store.value;
  const { events, roles, size } = data;
  const { at: sourceAt, source } = eventSources.value;
  const hits = textHits(data, query.value);
  const limits = range.value;
  const least = keyEvents.value === null ? -1 : saliences.value[Math.min(keyEvents.value, size) - 1] ?? -1;
  const all = actorMode.value === "all";
  const actors = chosen.actor.value;
  const sources = allowed(data, "source", chosen.source.value);
  const singles = SINGLE_FACETS.map((facet) => ({
    column: values.value[facet], bit: BIT[facet], flags: allowed(data, facet, chosen[facet].value),
    tally: new Tally(valueCount(data, facet)), facet,
  }));
  const limiting = singles.filter(({ flags }) => flags !== null);
  const tallies = {
    actor: new Tally(data.actors.id.length), source: new Tally(data.strings.length),
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
    if (data.salience[event] < least) fails |= BIT_KEY;
    for (const { column, bit, flags } of limiting) if (!flags![column[event] + 1]) fails |= bit;
    const firstSource = sourceAt[event];
    const afterSource = sourceAt[event + 1];
    if (sources) {
      let match = false;
      for (let index = firstSource; index < afterSource; index++) match ||= sources[source[index] + 1] === 1;
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
    // A facet counts what choosing its value would show: events that fail in nothing, or in it alone.
    // With "all", further actors narrow the result, so only events in it count.
    if (fails & (fails - 1)) continue;
    const only = fails === 0 ? null : FACETS[31 - Math.clz32(fails)];
    if (only === undefined) continue; // Text, time or salience.
    if (only === null || (only === "actor" && !all)) {
      for (let role = first; role < after; role++) {
        const actor = roles.actor[role];
        if (met[actor] !== -2 - event) tallies.actor.add(actor);
        met[actor] = -2 - event;
      }
    }
    if (only === null || only === "source") {
      for (let index = firstSource; index < afterSource; index++) tallies.source.add(source[index]);
    }
    for (let index = 0; index < singles.length; index++) {
      const single = singles[index];
      if (only === null || only === single.facet) single.tally.add(single.column[event]);
    }
  }
  const counts = { actor: tallies.actor.toMap(), source: tallies.source.toMap() } as Result["counts"];
  for (const { facet, tally } of singles) counts[facet] = tally.toMap();
  return { events: found.slice(0, length), anyTime: timeless.slice(0, timelessLength), counts, undatedOutside };
});

let before: Int32Array = new Int32Array();
/** The same array as long as only the time range changes, so that nothing is drawn anew for it. */
export const anyTime = computed<Int32Array>(() => {
  const now = result.value.anyTime;
  if (now.length !== before.length || now.some((event, index) => event !== before[index])) before = now;
  return before;
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

/** The events shown in the order of the list. */
export const ordered = computed<Int32Array>(() => {
  const { events } = result.value;
  if (sort.value === "date") return events;
  if (sort.value === "newest") return events.slice().reverse();
  const { salience } = store.value;
  return events.slice().sort((a, b) => salience[b] - salience[a] || a - b);
});

/** Place of each event shown in that order, from 0. */
export const places = computed<Int32Array>(() => {
  const out = new Int32Array(store.value.size);
  ordered.value.forEach((event, index) => { out[event] = index; });
  return out;
});

/** Events of the list with a heading before each group: event number, or -1 - group's first event. */
export const listRows = computed<Int32Array>(() => {
  const events = ordered.value;
  if (sort.value === "salience") return events;
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

export const periods = computed<Period[]>(() => findPeriods(store.value, extent.value));

/** Shows the periods alone where stray dates would press them into a corner; "All" shows the rest. */
export function showCore(): void {
  range.value = coreOf(periods.value, extent.value);
}

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
    keyEvents.value = null;
    for (const facet of FACETS) chosen[facet].value = new Set();
  });
}

export const filtered = computed(
  () => query.value.trim() !== "" || keyEvents.value !== null || range.value !== null || FACETS.some((facet) => chosen[facet].value.size > 0),
);

/** Moves through the shown events; from none to the first or last. */
export function step(by: number): void {
  const events = ordered.value;
  if (!events.length) return;
  const at = events.indexOf(selected.value);
  const next = at < 0 ? (by > 0 ? 0 : events.length - 1) : at + by;
  selected.value = events[Math.max(0, Math.min(events.length - 1, next))];
}

/** Shows one day, given in days since 1970. */
export function setDay(day: number): void {
  range.value = [day * 1440, (day + 1) * 1440];
}
