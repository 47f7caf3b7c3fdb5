// The data island as `timeline/view/island.py` writes it: columns of integers beside one table of
// strings. -1 stands for a string that is not there, NONE for a time that is not there.

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

type Column = (number | null)[] | { steps: (number | null)[] };

interface Island {
  version: number;
  title: string | null;
  strings: string[];
  classes: [string, number, number][];
  statuses: string[];
  quads: string[];
  roleNames: string[];
  bases: string[];
  linkKinds: string[];
  aspects: string[];
  places: Places;
  documents: Documents;
  actors: Actors;
  events: Record<string, Column>;
  roles: Record<string, Column>;
  reports: Record<string, Column>;
  notes: Record<string, Column>;
  links: Record<string, Column>;
  conflicts: Record<string, Column> & { documents: number[][] };
  network: { actor: number[]; x: number[]; y: number[] };
  problems: Problem[];
  corpus: string;
  byHand: { entries: Built[]; views: View[] };
  blocks: number;
  passagesPerBlock: number;
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
  linkKinds: string[];
  aspects: string[];
  documents: Documents;
  actors: Actors;
  places: Places;
  problems: Problem[];
  network: Island["network"];
  size: number;
  events: Record<
    | "id" | "title" | "class" | "status" | "basis" | "precision"
    | "approximate" | "edtf" | "expression" | "why" | "mode" | "language" | "place"
    | "attribution" | "attributedTo" | "sources",
    Int32Array
  > & Record<"start" | "end", Float64Array>;
  salience: Float32Array;
  confidence: Float32Array;
  roles: Record<"at" | "actor" | "role" | "mention", Int32Array>;
  reports: Record<
    | "at" | "document" | "passage" | "start" | "length" | "trigger" | "triggerLength" | "timex"
    | "timexLength" | "rule" | "origin",
    Int32Array
  >;
  notes: Record<"at" | "kind" | "text", Int32Array>;
  links: Record<"at" | "event" | "kind" | "why", Int32Array>;
  conflicts: Record<"at" | "dispute" | "aspect" | "claim", Int32Array> & { documents: number[][] };
  blocks: number;
  passagesPerBlock: number;
  /** Names the articles; what is edited is kept in the browser under it. */
  corpus: string;
  byHand: { entries: Built[]; views: View[] };
  /** Of actors changed by hand: their numbers in the passages. */
  kin: Map<number, number[]>;
  /** Actors that were joined to another: old number → new number. */
  joined: Map<number, number>;
}

export const ROLE = { actor: 0, recipient: 1, mentioned: 2 } as const;

async function readIsland<T>(name: string): Promise<T> {
  const element = document.getElementById(name);
  if (!element) throw new Error(`no data: ${name}`);
  const text = element.textContent ?? "";
  if (element.getAttribute("type") !== "application/gzip") return JSON.parse(text) as T;
  const packed = atob(text);
  const bytes = new Uint8Array(packed.length);
  for (let index = 0; index < packed.length; index++) bytes[index] = packed.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(stream).json()) as T;
}

function integers(
  columns: Record<string, Column>, wide: string[] = [],
): Record<string, Int32Array | Float64Array> {
  const out: Record<string, Int32Array | Float64Array> = {};
  for (const [name, column] of Object.entries(columns)) {
    const steps = Array.isArray(column) ? column : column.steps;
    const sum = steps !== column;
    const typed = wide.includes(name) ? new Float64Array(steps.length) : new Int32Array(steps.length);
    let last = 0;
    for (let index = 0; index < steps.length; index++) {
      const step = steps[index];
      if (step === null) typed[index] = NONE;
      else typed[index] = last = sum ? last + step : step;
    }
    out[name] = typed;
  }
  return out;
}

export async function loadStore(): Promise<Store> {
  const island = await readIsland<Island>("data");
  const { salience, confidence, ...columns } = island.events;
  const { documents, ...claims } = island.conflicts;
  // Minutes of the year 9999 do not fit into 32 bits.
  const events = integers(columns, ["start", "end"]) as unknown as Store["events"];
  return {
    title: island.title,
    strings: island.strings,
    classes: island.classes.map(([name, quad, score]) => ({ name, quad, score })),
    statuses: island.statuses,
    quads: island.quads,
    bases: island.bases,
    linkKinds: island.linkKinds,
    aspects: island.aspects,
    places: island.places,
    documents: island.documents,
    actors: island.actors,
    problems: island.problems,
    network: island.network,
    size: events.id.length,
    events,
    salience: Float32Array.from(salience as number[]),
    confidence: Float32Array.from(confidence as number[]),
    roles: integers(island.roles) as unknown as Store["roles"],
    reports: {
      ...integers(island.reports), origin: Int32Array.from(island.reports.document as [], (_, report) => report),
    } as unknown as Store["reports"],
    notes: integers(island.notes) as unknown as Store["notes"],
    links: integers(island.links) as unknown as Store["links"],
    conflicts: { ...integers(claims), documents } as unknown as Store["conflicts"],
    blocks: island.blocks,
    passagesPerBlock: island.passagesPerBlock,
    corpus: island.corpus,
    byHand: island.byHand,
    kin: new Map(),
    joined: new Map(),
  };
}

/** The block where it lies unpacked in the page, null where reading it takes time. */
export function plainBlock(number: number): Passage[] | null {
  const element = document.getElementById(`passages-${number}`);
  if (!element || element.getAttribute("type") === "application/gzip") return null;
  return JSON.parse(element.textContent ?? "") as Passage[];
}

const blocks = new Map<number, Promise<Passage[]>>();

export function readBlock(number: number): Promise<Passage[]> {
  let block = blocks.get(number);
  if (!block) {
    block = readIsland<Passage[]>(`passages-${number}`);
    blocks.set(number, block);
    // A few blocks are kept, so that walking through a day does not unpack each time again.
    if (blocks.size > 8) blocks.delete(blocks.keys().next().value!);
  }
  return block;
}

export async function readPassage(store: Store, passage: number): Promise<Passage> {
  const size = store.passagesPerBlock;
  const block = await readBlock(Math.floor(passage / size));
  return block[passage % size];
}
