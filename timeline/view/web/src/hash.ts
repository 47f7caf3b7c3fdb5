// The state in the address: filters, range, lanes, tab and the open event, by names that survive a
// rebuild of the page (ids and words, never numbers).
import { batch, effect } from "@preact/signals";
import { eventNamed } from "./data";
import { fromIso, iso } from "./dates";
import { FACETS, valueId, valueNamed, type Facet } from "./facet";
import {
  actorMode, chosen, keyEvents, laneMode, LANE_MODES, query, range, selected, sort, SORTS, store, tab, TABS,
  type LaneMode, type Sort, type Tab,
} from "./state";

function named(facet: Facet, names: string[]): ReadonlySet<number> {
  const values = names.map((name) => valueNamed(store.value, facet, name));
  const { joined } = store.value;
  // A link made before two actors were joined means the one that is left.
  return new Set(values.filter((value) => value !== null)
    .map((value) => (facet === "actor" ? joined.get(value) ?? value : value)));
}

export function toHash(): string {
  const data = store.value;
  const out = new URLSearchParams();
  if (query.value.trim()) out.set("q", query.value.trim());
  for (const facet of FACETS) {
    for (const value of chosen[facet].value) out.append(facet, valueId(data, facet, value));
  }
  if (actorMode.value === "all") out.set("actors", "all");
  if (keyEvents.value !== null) out.set("key", `${keyEvents.value}`);
  if (range.value) out.set("range", `${iso(range.value[0])}..${iso(range.value[1])}`);
  if (laneMode.value !== "actor") out.set("lanes", laneMode.value);
  if (sort.value !== "date") out.set("sort", sort.value);
  if (tab.value !== "events") out.set("tab", tab.value);
  if (selected.value >= 0) out.set("event", data.strings[data.events.id[selected.value]]);
  return out.toString();
}

export function fromHash(hash: string): void {
  const data = store.value;
  const read = new URLSearchParams(hash.replace(/^#/, ""));
  batch(() => {
    query.value = read.get("q") ?? "";
    for (const facet of FACETS) chosen[facet].value = named(facet, read.getAll(facet));
    actorMode.value = read.get("actors") === "all" ? "all" : "any";
    const [from, to] = (read.get("range") ?? "").split("..").map(fromIso);
    range.value = from != null && to != null && from < to ? [from, to] : null;
    const lanes = read.get("lanes") as LaneMode;
    laneMode.value = LANE_MODES.includes(lanes) ? lanes : "actor";
    const most = Number(read.get("key"));
    keyEvents.value = Number.isInteger(most) && most > 0 && most < data.size ? most : null;
    const order = read.get("sort") as Sort;
    sort.value = SORTS.includes(order) ? order : "date";
    const shown = read.get("tab") as Tab;
    tab.value = TABS.includes(shown) ? shown : "events";
    const id = read.get("event");
    selected.value = id === null ? -1 : eventNamed(data, id);
  });
}

const AWHILE = 1000; // ms

/** What differs between two addresses, by the names of their parts. */
function changes(before: string, after: string): string {
  const [old, now] = [new URLSearchParams(before), new URLSearchParams(after)];
  const said = (part: URLSearchParams, name: string): string => part.getAll(name).join("\0");
  return [...new Set([...old.keys(), ...now.keys()])].filter((name) => said(old, name) !== said(now, name)).join();
}

/**
 * Keeps address and state alike. Every choice can be undone by Back; what goes on from the last one
 * (typing on, the next event, moving the range further) takes its place.
 */
export function keepHash(): void {
  let written: string | null = null;
  let last = "";
  let at = 0;
  effect(() => {
    const hash = toHash();
    if (hash === written) return;
    const before = written ?? "";
    const changed = changes(before, hash);
    const now = performance.now();
    const both = (name: string): boolean => [before, hash].every((one) => new URLSearchParams(one).has(name));
    const goesOn = written === null || (changed === "event" && both("event")) || (changed === "q" && both("q")) ||
      (changed === last && (changed === "range" || changed === "key") && now - at < AWHILE);
    [written, last, at] = [hash, changed, now];
    const target = hash ? `#${hash}` : location.pathname + location.search;
    const method = goesOn ? "replaceState" : "pushState";
    if (hash !== location.hash.replace(/^#/, "")) history[method](null, "", target);
  });
  const read = (): void => {
    const hash = location.hash.replace(/^#/, "");
    if (hash === written) return;
    written = hash;
    last = "";
    fromHash(hash);
  };
  window.addEventListener("popstate", read);
  window.addEventListener("hashchange", read);
}
