// Which lanes there are, and which events stand in each.
import { ROLE, type Store } from "./data";
import { number, t } from "./i18n";
import { actorName, className, facetName, statusName } from "./labels";
import type { Facet } from "./facet";
import { sourcesOf, type LaneMode } from "./state";

export interface Lane {
  label: string;
  facet: Facet;
  /** Whether it gathers what has no lane of its own. */
  rest: boolean;
  /** The value to filter by, or null for a lane that gathers several. */
  value: number | null;
  events: number[];
}

/** The lanes of an event, written into `keys`; an actor who is only mentioned has none of his own. */
function keysOf(data: Store, mode: LaneMode, event: number, keys: number[]): void {
  keys.length = 0;
  if (mode === "class") keys.push(data.events.class[event]);
  else if (mode === "status") keys.push(data.events.status[event]);
  else if (mode === "place") keys.push(data.events.place[event]);
  else if (mode === "source") keys.push(...sourcesOf(event));
  else {
    const { at, actor, role: kind } = data.roles;
    for (const mentioned of [false, true]) {
      for (let role = at[event]; role < at[event + 1]; role++) {
        if ((kind[role] === ROLE.mentioned) === mentioned && !keys.includes(actor[role])) keys.push(actor[role]);
      }
      if (keys.length) return;
    }
    keys.push(-1);
  }
}

function label(data: Store, mode: LaneMode, value: number): string {
  if (mode === "actor") return value < 0 ? t("noActor") : actorName(data, value);
  if (mode === "class") return className(data, value);
  if (mode === "status") return statusName(data, value);
  return facetName(data, mode, value);
}

/** At most `most` lanes of actors, places or sources; the last then gathers all that have none. */
export function makeLanes(data: Store, mode: LaneMode, events: Int32Array, most: number): Lane[] {
  const byKey = new Map<number, number[]>();
  const found: number[] = [];
  for (const event of events) {
    keysOf(data, mode, event, found);
    for (const key of found) {
      const lane = byKey.get(key);
      if (lane) lane.push(event);
      else byKey.set(key, [event]);
    }
  }
  let keys = [...byKey.keys()];
  // Classes and statuses have an order of their own; actors and sources go by number of events.
  if (mode === "class" || mode === "status") keys.sort((a, b) => a - b);
  else keys.sort((a, b) => Number(a < 0) - Number(b < 0) || byKey.get(b)!.length - byKey.get(a)!.length);
  let rest: number[] = [];
  if (mode !== "class" && mode !== "status" && keys.length > most) {
    rest = keys.slice(most - 1);
    keys = keys.slice(0, most - 1);
  }
  const lanes = keys.map((value): Lane => ({
    label: label(data, mode, value),
    facet: mode,
    rest: false,
    value: mode === "actor" && value < 0 ? null : value,
    events: byKey.get(value)!,
  }));
  if (rest.length) {
    const gathered = new Uint8Array(data.size);
    for (const key of rest) for (const event of byKey.get(key)!) gathered[event] = 1;
    const all: number[] = [];
    for (const event of events) if (gathered[event]) all.push(event);
    lanes.push({ label: `${t("others")} (${number(rest.length)})`, facet: mode, rest: true, value: null, events: all });
  }
  return lanes;
}

