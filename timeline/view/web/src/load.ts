// The data island as `timeline/view/island.py` writes it, plain or packed, read into a store.
import { NONE, type ByHand, type Passage, type Problem, type Store } from "./data";
import { asArray, Block, Texts, type BlockColumns } from "./texts";
import { numbers, readPart, type Part, type Spec } from "./unpack";

type Column = (number | null)[] | { steps: (number | null)[] } | { packed: Spec };
type Table = Record<string, Column>;

/** What a packed island has instead: [count, at, length] of the strings, and what codes them. */
interface Packed extends Omit<Island, "strings"> {
  words: string[];
  strings: [number, number, number];
  /** The different rows of `reports`, of which each report names its own. */
  evidence: Table;
}

interface Island {
  version: number;
  title: string | null;
  strings: string[];
  classes: [string, number, number][];
  statuses: string[];
  quads: string[];
  roleNames: string[];
  bases: string[];
  placeBases: string[];
  linkKinds: string[];
  aspects: string[];
  places: Table;
  documents: Table;
  actors: Table;
  events: Table;
  roles: Table;
  reports: Table;
  notes: Table;
  links: Table;
  conflicts: Table & { documents: number[][] };
  network: { actor: number[]; x: number[]; y: number[] };
  problems: Problem[];
  corpus: string;
  byHand: Omit<ByHand, "ids">;
  blocks: number;
  passagesPerBlock: number;
}

const NOBODY = new Uint8Array();
/** A mention spelt as its actor is named, an address that is the link. */
const SAME = -2;

function integers<Out extends Int32Array | Float64Array | Float32Array = Int32Array>(
  column: Column, body: Uint8Array = NOBODY, make: new (count: number) => Out = Int32Array as never,
): Out {
  if ("packed" in column) return numbers(column.packed, body, make);
  const steps = Array.isArray(column) ? column : column.steps;
  const sum = steps !== column;
  const typed = new make(steps.length);
  let last = 0;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === null) typed[index] = NONE;
    else typed[index] = last = sum ? last + step : step;
  }
  return typed;
}

/** All columns of a table as whole numbers. */
function table<Name extends string>(columns: Table, body?: Uint8Array): Record<Name, Int32Array> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, integers(column, body)]),
  ) as Record<Name, Int32Array>;
}

function listed(column: Float64Array): (number | null)[] {
  const out = new Array<number | null>(column.length);
  for (let index = 0; index < out.length; index++) out[index] = column[index] === NONE ? null : column[index];
  return out;
}

/** The columns of a small table as they would stand in JSON. */
function lists<Columns>(columns: Table, body?: Uint8Array): Columns {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [
    name,
    Array.isArray(column) ? column : listed(integers(column, body, Float64Array)),
  ])) as Columns;
}

/** Columns that are worked out when they are first asked for. */
function lazily<Name extends string>(names: readonly Name[], make: (name: Name) => Int32Array): Record<Name, Int32Array> {
  const out = {} as Record<Name, Int32Array>;
  for (const name of names) {
    Object.defineProperty(out, name, {
      configurable: true, enumerable: true,
      get() {
        const value = make(name);
        Object.defineProperty(out, name, { value, enumerable: true });
        return value;
      },
    });
  }
  return out;
}

function element(name: string): HTMLElement {
  const found = document.getElementById(name);
  if (!found) throw new Error(`no data: ${name}`);
  return found;
}

let texts: Texts | null = null;

export async function loadStore(): Promise<Store> {
  const island = element("data");
  const part = await readPart<Packed>(island);
  if (part) return unpacked(part);
  const data = stored(JSON.parse(island.textContent ?? "") as Island);
  data.reports.origin = data.reports.document.map((_, report) => report);
  return data;
}

function stored(island: Omit<Island, "strings"> & { strings: string[] }, body?: Uint8Array): Store {
  const { salience, confidence, start, end, ...columns } = island.events;
  const { documents, ...claims } = island.conflicts;
  const ids = integers(columns.id, body);
  const events = lazily(Object.keys(columns), (name) => integers(columns[name], body));
  // Minutes of the year 9999 do not fit into 32 bits.
  Object.assign(events, { start: integers(start, body, Float64Array), end: integers(end, body, Float64Array) });
  return {
    title: island.title,
    strings: island.strings,
    classes: island.classes.map(([name, quad, score]) => ({ name, quad, score })),
    statuses: island.statuses,
    quads: island.quads,
    bases: island.bases,
    placeBases: island.placeBases,
    linkKinds: island.linkKinds,
    aspects: island.aspects,
    places: lists(island.places, body),
    documents: lists(island.documents, body),
    actors: lists(island.actors, body),
    problems: island.problems,
    network: island.network,
    size: ids.length,
    events: events as unknown as Store["events"],
    salience: integers(salience, body, Float32Array),
    confidence: integers(confidence, body, Float32Array),
    roles: table(island.roles, body),
    reports: { ...table(island.reports, body), origin: new Int32Array() },
    notes: table(island.notes, body),
    links: table(island.links, body),
    conflicts: { ...table(claims, body), documents },
    blocks: island.blocks,
    passagesPerBlock: island.passagesPerBlock,
    corpus: island.corpus,
    byHand: { ...island.byHand, ids },
    kin: new Map(),
    joined: new Map(),
  };
}

function unpacked({ header, body }: Part<Packed>): Store {
  const [count, at, length] = header.strings;
  const data = stored({ ...header, strings: [], reports: {} }, body);
  const { actors, documents, roles } = data;
  for (let role = 0; role < roles.mention.length; role++) {
    if (roles.mention[role] === SAME) roles.mention[role] = actors.name[roles.actor[role]];
  }
  documents.address = documents.address.map((address, index) => (address === SAME ? documents.link[index] : address));
  texts = new Texts(header.words, body.subarray(at, at + length), count, data.events.title, {
    role: (event, role) => roles.actor[roles.at[event] + role],
    name: (actor) => actors.name[actor],
  });
  data.strings = asArray(texts);
  // A row is told by how far back it lies; 0 is the next new one.
  const row = integers(header.reports.row, body);
  for (let report = 0, known = 0; report < row.length; report++) row[report] = row[report] ? known - row[report] : known++;
  const names = Object.keys(header.evidence) as (keyof Store["reports"])[];
  data.reports = lazily([...names, "at", "origin"], (name) => {
    if (name === "at") return integers(header.reports.at, body);
    if (name === "origin") return row.map((_, report) => report);
    const values = integers(header.evidence[name], body);
    return row.map((number) => values[number]);
  });
  return data;
}

/** Read by number with `at`. */
export type Passages = Passage[] | Block;

/** The block where it lies unpacked in the page, null where reading it takes time. */
export function plainBlock(number: number): Passages | null {
  const island = document.getElementById(`passages-${number}`);
  if (!island || island.getAttribute("type") === "application/gzip") return null;
  return JSON.parse(island.textContent ?? "") as Passage[];
}

const blocks = new Map<number, Promise<Passages>>();

async function unpackBlock(name: string): Promise<Passages> {
  const island = element(name);
  const part = await readPart<Record<keyof BlockColumns, { packed: Spec }> & { texts: [number, number, number] }>(island);
  if (!part || !texts) return JSON.parse(island.textContent ?? "") as Passage[];
  const { texts: [count, at, length], ...columns } = part.header;
  return new Block(texts, part.body.subarray(at, at + length), count, table(columns, part.body));
}

export function readBlock(number: number): Promise<Passages> {
  let block = blocks.get(number);
  if (!block) {
    block = unpackBlock(`passages-${number}`);
    blocks.set(number, block);
    // A few blocks are kept, so that walking through a day does not unpack each time again.
    if (blocks.size > 8) blocks.delete(blocks.keys().next().value!);
  }
  return block;
}

export async function readPassage(store: Store, passage: number): Promise<Passage> {
  const size = store.passagesPerBlock;
  const block = await readBlock(Math.floor(passage / size));
  return block.at(passage % size)!;
}
