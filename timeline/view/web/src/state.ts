// What is chosen and what follows from it. Everything the page shows is computed from here.
import { batch, computed, signal } from "@preact/signals";
import { NONE, type Store } from "./data";
import { groupKey } from "./dates";
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
  const source: number[] = [];
  for (let event = 0; event < size; event++) {
    const from = source.length;
    for (let report = reports.at[event]; report < reports.at[event + 1]; report++) {
      const document = reports.document[report];
      const name = document < 0 ? -1 : documents.source[document];
      if (source.indexOf(name, from) < 0) source.push(name);
    }
    at[event + 1] = source.length;
  }
  return { at, source };
});

export function sourcesOf(event: number): number[] {
  const { at, source } = eventSources.value;
  return source.slice(at[event], at[event + 1]);
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

export const result = computed<Result>(() => {
  const data = store.value;
  const { events, roles, size } = data;
  const { at: sourceAt, source } = eventSources.value;
  const hits = textHits(data, query.value);
  const limits = range.value;
  const all = actorMode.value === "all";
  const picked = {
    actor: chosen.actor.value, class: chosen.class.value, status: chosen.status.value,
    source: chosen.source.value, language: chosen.language.value,
  };
  const counts: Result["counts"] = {
    actor: new Map(), class: new Map(), status: new Map(), source: new Map(), language: new Map(),
  };
  const count = (facet: Facet, value: number): void => {
    counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
  };
  const found = new Int32Array(size);
  const timeless = new Int32Array(size);
  let length = 0;
  let timelessLength = 0;
  let undatedOutside = 0;
  const seen = new Set<number>();
  for (let event = 0; event < size; event++) {
    let fails = 0;
    if (hits && !hits[event]) fails |= BIT_TEXT;
    if (limits && !inRange(data, event, limits)) fails |= BIT_RANGE;
    if (picked.class.size && !picked.class.has(events.class[event])) fails |= BIT.class;
    if (picked.status.size && !picked.status.has(events.status[event])) fails |= BIT.status;
    if (picked.language.size && !picked.language.has(events.language[event])) fails |= BIT.language;
    if (picked.source.size) {
      let match = false;
      for (let index = sourceAt[event]; index < sourceAt[event + 1]; index++) {
        if (picked.source.has(source[index])) match = true;
      }
      if (!match) fails |= BIT.source;
    }
    const first = roles.at[event];
    const after = roles.at[event + 1];
    if (picked.actor.size) {
      seen.clear();
      for (let role = first; role < after; role++) {
        if (picked.actor.has(roles.actor[role])) seen.add(roles.actor[role]);
      }
      if (all ? seen.size < picked.actor.size : seen.size === 0) fails |= BIT.actor;
    }
    if (fails === BIT_RANGE && events.start[event] === NONE && events.end[event] === NONE) {
      undatedOutside++;
    }
    if (fails === 0) found[length++] = event;
    if ((fails & ~BIT_RANGE) === 0) timeless[timelessLength++] = event;
    // A facet counts what choosing its value would show: events that fail in nothing else.
    // With "all", further actors narrow the result, so only events in it count.
    if (fails === 0 || (fails === BIT.actor && !all)) {
      seen.clear();
      for (let role = first; role < after; role++) {
        if (!seen.has(roles.actor[role])) count("actor", roles.actor[role]);
        seen.add(roles.actor[role]);
      }
    }
    if ((fails & ~BIT.class) === 0) count("class", events.class[event]);
    if ((fails & ~BIT.status) === 0) count("status", events.status[event]);
    if ((fails & ~BIT.language) === 0) count("language", events.language[event]);
    if ((fails & ~BIT.source) === 0) {
      for (let index = sourceAt[event]; index < sourceAt[event + 1]; index++) {
        count("source", source[index]);
      }
    }
  }
  return {
    events: found.slice(0, length), anyTime: timeless.slice(0, timelessLength), counts, undatedOutside,
  };
});

/** Events of the list with a heading before each group: event number, or -1 - group's first event. */
export const listRows = computed<Int32Array>(() => {
  const data = store.value;
  const { events } = result.value;
  const rows = new Int32Array(events.length * 2);
  let length = 0;
  let key: string | null = null;
  for (const event of events) {
    const next = groupKey(data, event);
    if (next !== key) rows[length++] = -1 - event;
    key = next;
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
