// The state in the address: filters, range, lanes, tab and the open event, by names that survive a
// rebuild of the page (ids and words, never numbers).
import { batch, effect } from "@preact/signals";
import { fromIso, iso } from "./dates";
import { FACETS, valueId, valueNamed, type Facet } from "./facet";
import {
  actorMode, chosen, laneMode, LANE_MODES, query, range, selected, store, tab, TABS,
  type LaneMode, type Tab,
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
  if (range.value) out.set("range", `${iso(range.value[0])}..${iso(range.value[1])}`);
  if (laneMode.value !== "actor") out.set("lanes", laneMode.value);
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
    const shown = read.get("tab") as Tab;
    tab.value = TABS.includes(shown) ? shown : "events";
    const id = read.get("event");
    selected.value = id === null ? -1 : data.events.id.findIndex((item) => data.strings[item] === id);
  });
}

/** Keeps address and state alike: opening an event can be undone by Back, typing cannot. */
export function keepHash(): void {
  let written = "";
  let event = selected.value;
  effect(() => {
    const hash = toHash();
    const opened = selected.value;
    if (hash === written) return;
    written = hash;
    const target = hash ? `#${hash}` : location.pathname + location.search;
    const method = opened !== event && event < 0 ? "pushState" : "replaceState";
    event = opened;
    if (hash !== location.hash.replace(/^#/, "")) history[method](null, "", target);
  });
  const read = (): void => {
    const hash = location.hash.replace(/^#/, "");
    if (hash === written) return;
    written = hash;
    fromHash(hash);
    event = selected.value;
  };
  window.addEventListener("popstate", read);
  window.addEventListener("hashchange", read);
}
