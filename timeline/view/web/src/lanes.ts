// Which lanes there are, and which events stand in each.
import { ROLE, type Store } from "./data";
import { number, t } from "./i18n";
import { actorName, className, facetName, statusName } from "./labels";
import { valueCount, type Facet } from "./facet";
import { eventSources, type LaneMode } from "./state";

export interface Lane {
  label: string;
  facet: Facet;
  /** Whether it gathers what has no lane of its own. */
  rest: boolean;
  /** The value to filter by, or null for a lane that gathers several. */
  value: number | null;
  events: Int32Array;
}

/** The lanes of every event: the keys of one stand in `key` from `at` of its number on. */
interface Keys {
  at: Int32Array;
  key: Int32Array;
}

/** Worked out once for a store and a kind of lanes, because every zoom asks. */
const known = new WeakMap<Store, Map<LaneMode, Keys>>();

function keysOf(data: Store, mode: LaneMode): Keys {
  let byMode = known.get(data);
  if (!byMode) known.set(data, (byMode = new Map()));
  let keys = byMode.get(mode);
  if (!keys) byMode.set(mode, (keys = findKeys(data, mode)));
  return keys;
}

function findKeys(data: Store, mode: LaneMode): Keys {
  if (mode === "source") return { at: eventSources.value.at, key: eventSources.value.source };
  const { size, roles: { at: first, actor, role: kind } } = data;
  if (mode !== "actor") return { at: Int32Array.from({ length: size + 1 }, (_, event) => event), key: data.events[mode] };
  const at = new Int32Array(size + 1);
  const key = new Int32Array(actor.length + size);
  let length = 0;
  for (let event = 0; event < size; event++) {
    const from = length;
    // An actor who is only mentioned has no lane of his own where others act.
    for (let turn = 0; turn < 2 && length === from; turn++) {
      for (let role = first[event]; role < first[event + 1]; role++) {
        if ((kind[role] === ROLE.mentioned) !== (turn === 1)) continue;
        let met = false;
        for (let index = from; index < length; index++) met ||= key[index] === actor[role];
        if (!met) key[length++] = actor[role];
      }
    }
    if (length === from) key[length++] = -1;
    at[event + 1] = length;
  }
  return { at, key };
}

function label(data: Store, mode: LaneMode, value: number): string {
  if (mode === "actor") return value < 0 ? t("noActor") : actorName(data, value);
  if (mode === "class") return className(data, value);
  if (mode === "status") return statusName(data, value);
  return facetName(data, mode, value);
}

/** At most `most` lanes of actors, places or sources; the last then gathers all that have none. */
export function makeLanes(data: Store, mode: LaneMode, events: Int32Array, most: number): Lane[] {
  const { at, key } = keysOf(data, mode);
  const counts = new Int32Array(valueCount(data, mode) + 1);
  for (const event of events) {
    for (let index = at[event]; index < at[event + 1]; index++) counts[key[index] + 1]++;
  }
  let keys: number[] = [];
  counts.forEach((count, index) => { if (count) keys.push(index - 1); });
  // Classes and statuses have an order of their own; actors and sources go by number of events.
  const inOrder = mode === "class" || mode === "status";
  if (!inOrder) keys.sort((a, b) => Number(a < 0) - Number(b < 0) || counts[b + 1] - counts[a + 1] || a - b);
  const others = !inOrder && keys.length > most ? keys.length - most + 1 : 0;
  if (others) keys = keys.slice(0, most - 1);
  const places = new Int32Array(counts.length).fill(-1);
  keys.forEach((value, place) => { places[value + 1] = place; });
  const filled = keys.map((value) => new Int32Array(counts[value + 1]));
  const lengths = new Int32Array(keys.length);
  const rest = new Int32Array(others ? events.length : 0);
  let length = 0;
  for (const event of events) {
    let gathered = false;
    for (let index = at[event]; index < at[event + 1]; index++) {
      const place = places[key[index] + 1];
      if (place >= 0) filled[place][lengths[place]++] = event;
      else gathered = true;
    }
    if (gathered) rest[length++] = event;
  }
  const lanes = keys.map((value, place): Lane => ({
    label: label(data, mode, value),
    facet: mode,
    rest: false,
    value: mode === "actor" && value < 0 ? null : value,
    events: filled[place],
  }));
  if (others) {
    lanes.push({ label: `${t("others")} (${number(others)})`, facet: mode, rest: true, value: null, events: rest.slice(0, length) });
  }
  return lanes;
}
