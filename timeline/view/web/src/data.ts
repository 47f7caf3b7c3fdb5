// What the page knows: columns of integers beside one table of strings. -1 stands for a string that
// is not there, NONE for a time that is not there.
export const NONE = -2147483648; // before any year that a date can have

/** An entry of the corrections file, as docs/page.md describes it. */
export type Entry = Record<string, unknown>;

/** An entry that the build has applied, or left out as stale. */
export interface Built {
  entry: Entry;
  stale: string | null;
  event: string | null;
  was: Record<string, string>;
}

/** What the corrections file brought; `aliases` are former ids of events, by their places in `ids`. */
export interface ByHand {
  entries: Built[];
  views: View[];
  aliases: Record<string, number>;
  ids: ArrayLike<number>;
}

export interface View {
  name: string;
  view: string;
}

interface Documents {
  id: number[];
  title: number[];
  source: number[];
  link: number[];
  address: number[];
  author: number[];
  language: number[];
  published: (number | null)[];
  publishedFrom: number[];
  notes: number[][];
}

export interface Actors {
  id: number[];
  name: number[];
  en: number[];
  de: number[];
  kind: number[];
  country: number[];
  variants: number[][];
  merges: number[][];
}

export interface Places {
  id: number[];
  en: number[];
  de: number[];
  country: number[];
  /** Hundredths of a degree. */
  latitude: (number | null)[];
  longitude: (number | null)[];
  variants: number[][];
}

export interface Problem {
  where: string;
  message: string;
  remedy: string;
  severity: "error" | "warning";
}

/** [text, actors as flat (start, end, actor), dropped as flat (start, end)] */
export type Passage = [string, number[], number[]];

export interface Store {
  title: string | null;
  strings: string[];
  classes: { name: string; quad: number; score: number }[];
  statuses: string[];
  quads: string[];
  bases: string[];
  placeBases: string[];
  linkKinds: string[];
  aspects: string[];
  documents: Documents;
  actors: Actors;
  places: Places;
  problems: Problem[];
  network: { actor: number[]; x: number[]; y: number[] };
  size: number;
  events: Record<
    | "id" | "title" | "class" | "status" | "basis" | "precision"
    | "approximate" | "edtf" | "expression" | "why" | "mode" | "language" | "place" | "placed"
    | "attribution" | "attributedTo" | "sources",
    Int32Array
  > & Record<"start" | "end", Float64Array>;
  salience: Float32Array;
  confidence: Float32Array;
  roles: Record<"at" | "actor" | "role" | "mention", Int32Array>;
  /** `origin` is the number that a report had when the page was loaded. */
  reports: Record<
    | "at" | "document" | "passage" | "start" | "length" | "trigger" | "triggerLength" | "timex"
    | "timexLength" | "rule" | "origin",
    Int32Array
  >;
  notes: Record<"at" | "kind" | "text", Int32Array>;
  links: Record<"at" | "event" | "kind" | "why", Int32Array>;
  conflicts: Record<"at" | "dispute" | "aspect" | "what" | "claim", Int32Array> & { documents: number[][] };
  blocks: number;
  passagesPerBlock: number;
  /** Names the articles; what is edited is kept in the browser under it. */
  corpus: string;
  byHand: ByHand;
  /** Of actors changed by hand: their numbers in the passages. */
  kin: Map<number, number[]>;
  /** Actors that were joined to another: old number → new number. */
  joined: Map<number, number>;
}

export const ROLE = { actor: 0, recipient: 1, mentioned: 2 } as const;

/** The event of that id, or of which a report once had it; -1 where there is none. */
export function eventNamed({ byHand: { aliases, ids }, strings, events }: Store, id: string): number {
  const name = Object.hasOwn(aliases, id) ? strings[ids[aliases[id]]] : id;
  return events.id.findIndex((item) => strings[item] === name);
}
