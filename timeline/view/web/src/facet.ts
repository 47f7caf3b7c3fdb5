// What events can be filtered by: each facet gives every event one value or, for actors and
// sources, several. -1 stands for "not known".
import type { Store } from "./data";

export const FACETS = [
  "actor", "status", "quad", "class", "corroboration", "source", "place", "language", "basis",
] as const;
export type Facet = (typeof FACETS)[number];
export type SingleFacet = Exclude<Facet, "actor" | "source">;
export const SINGLE_FACETS = FACETS.filter(
  (facet): facet is SingleFacet => facet !== "actor" && facet !== "source",
);

/** Told by one source, told alike by several, or told differently. */
export const CORROBORATIONS = ["single", "corroborated", "disputed"] as const;

export type Values = Record<SingleFacet, Int32Array>;

/** The value of every event for every facet that has one, worked out once per store. */
export function facetValues(data: Store): Values {
  const { events, conflicts, classes, size } = data;
  const quad = new Int32Array(size);
  const corroboration = new Int32Array(size);
  for (let event = 0; event < size; event++) {
    quad[event] = classes[events.class[event]].quad;
    corroboration[event] = conflicts.at[event + 1] > conflicts.at[event] ? 2 : events.sources[event] > 1 ? 1 : 0;
  }
  return {
    class: events.class, quad, status: events.status, language: events.language, basis: events.basis,
    place: events.place, corroboration,
  };
}

/** How many values the facet can have, not counting -1. */
export function valueCount(data: Store, facet: Facet): number {
  switch (facet) {
    case "actor": return data.actors.id.length;
    case "class": return data.classes.length;
    case "quad": return data.quads.length;
    case "status": return data.statuses.length;
    case "corroboration": return CORROBORATIONS.length;
    case "place": return data.places.id.length;
    case "basis": return data.bases.length;
    case "source":
    case "language": return data.strings.length;
  }
}

/** The name of a value that survives a rebuild of the page; "" for what is not known. */
export function valueId(data: Store, facet: Facet, value: number): string {
  if (value < 0) return "";
  switch (facet) {
    case "actor": return data.strings[data.actors.id[value]];
    case "class": return data.classes[value].name;
    case "quad": return data.quads[value];
    case "status": return data.statuses[value];
    case "corroboration": return CORROBORATIONS[value];
    case "place": return data.strings[data.places.id[value]];
    case "basis": return data.bases[value];
    case "source":
    case "language": return data.strings[value];
  }
}

const MAY_BE_UNKNOWN: readonly Facet[] = ["place", "source", "language"];

/** The value with that name; null where there is none. */
export function valueNamed(data: Store, facet: Facet, id: string): number | null {
  if (id === "") return MAY_BE_UNKNOWN.includes(facet) ? -1 : null;
  const named = (text: number): boolean => data.strings[text] === id;
  const found = facet === "source" ? data.documents.source.find(named) ?? -1
    : facet === "language" ? data.events.language.find(named) ?? -1
    : Array.from({ length: valueCount(data, facet) }, (_, value) => value)
      .findIndex((value) => valueId(data, facet, value) === id);
  return found < 0 ? null : found;
}

/** Counts how many events a facet's values stand in; -1 is a value too. */
export class Tally {
  private readonly numbers: Int32Array;
  private readonly met: number[] = [];
  constructor(size: number) {
    this.numbers = new Int32Array(size + 1);
  }
  add(value: number): void {
    if (this.numbers[value + 1]++ === 0) this.met.push(value);
  }
  toMap(): Map<number, number> {
    return new Map(this.met.sort((a, b) => a - b).map((value) => [value, this.numbers[value + 1]]));
  }
}

/** One flag per value (shifted by one for -1), or null where everything is let through. */
export function allowed(data: Store, facet: Facet, chosen: ReadonlySet<number>): Uint8Array | null {
  if (!chosen.size) return null;
  const flags = new Uint8Array(valueCount(data, facet) + 1);
  for (const value of chosen) flags[value + 1] = 1;
  return flags;
}
