// Which lanes there are, and which events stand in each.
import { ROLE, type Store } from "./data";
import { number, t } from "./i18n";
import { actorName, className, facetName, statusName } from "./labels";
import { sourcesOf, type Facet, type LaneMode } from "./state";


export interface Lane {
  label: string;
  facet: Facet;
  /** Whether it gathers what has no lane of its own. */
  rest: boolean;
  /** The value to filter by, or null for a lane that gathers several. */
  value: number | null;
  events: number[];
}

function keysOf(data: Store, mode: LaneMode, event: number): number[] {
  if (mode === "class") return [data.events.class[event]];
  if (mode === "status") return [data.events.status[event]];
  if (mode === "source") return sourcesOf(event);
  const { roles } = data;
  const doing = new Set<number>();
  const mentioned = new Set<number>();
  for (let role = roles.at[event]; role < roles.at[event + 1]; role++) {
    (roles.role[role] === ROLE.mentioned ? mentioned : doing).add(roles.actor[role]);
  }
  const keys = doing.size ? doing : mentioned;
  return keys.size ? [...keys] : [-1];
}

function label(data: Store, mode: LaneMode, value: number): string {
  if (mode === "actor") return value < 0 ? t("noActor") : actorName(data, value);
  if (mode === "class") return className(data, value);
  if (mode === "status") return statusName(data, value);
  return facetName(data, "source", value);
}

/** At most `most` lanes of actors or sources; the last then gathers all that have none. */
export function makeLanes(data: Store, mode: LaneMode, events: Int32Array, most: number): Lane[] {
  const byKey = new Map<number, number[]>();
  for (const event of events) {
    for (const key of keysOf(data, mode, event)) {
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
  if ((mode === "actor" || mode === "source") && keys.length > most) {
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
    const gathered = new Set<number>();
    for (const key of rest) for (const event of byKey.get(key)!) gathered.add(event);
    const all = [...gathered].sort((a, b) => a - b);
    lanes.push({ label: `${t("others")} (${number(rest.length)})`, facet: mode, rest: true, value: null, events: all });
  }
  return lanes;
}

