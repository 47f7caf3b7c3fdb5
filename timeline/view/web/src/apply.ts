// The page's data as they are after corrections: new columns, so that everything drawn from a store
// follows by itself. Numbers of events may change, those of actors and strings never do.
import { eventNamed, NONE, type Actors, type Built, type Entry, type Store } from "./data";
import { parseDate, UNDATED, type Added } from "./entry";
import { fold } from "./fold";

/** What became of an entry: applied, left out, or left to the next build. */
export interface Outcome {
  stale?: string;
  /** What the event now says otherwise, and what it said when the entry was made. */
  now?: string;
  then?: string;
  /** What the event said before. */
  was?: Record<string, string>;
  waits?: boolean;
  event?: string;
  title?: string;
}

type Columns = Record<string, ArrayLike<unknown>>;

function gather<T extends ArrayLike<unknown>>(column: T, from: ArrayLike<number>): T {
  const make = column.constructor as new (length: number) => { [index: number]: unknown };
  const out = new make(from.length);
  for (let index = 0; index < from.length; index++) out[index] = column[from[index]];
  return out as unknown as T;
}

/** Columns with offsets `at`, for the events in that order. */
function regroup<T>(table: T, order: Int32Array): T {
  const { at, ...rest } = table as unknown as Columns & { at: Int32Array };
  const starts = new Int32Array(order.length + 1);
  order.forEach((event, index) => { starts[index + 1] = starts[index] + at[event + 1] - at[event]; });
  const from = new Int32Array(starts[order.length]);
  order.forEach((event, index) => {
    for (let row = at[event]; row < at[event + 1]; row++) from[starts[index] + row - at[event]] = row;
  });
  return { ...Object.fromEntries(Object.entries(rest).map(([name, column]) => [name, gather(column, from)])), at: starts } as T;
}

function longer(column: Int32Array | Float64Array | Float32Array, values: number[]): typeof column {
  const out = new (column.constructor as Int32ArrayConstructor)(column.length + values.length);
  out.set(column);
  out.set(values, column.length);
  return out;
}

type Said = Record<string, string>;

/** What the event says in the fields that corrections change. */
function said({ strings, events, classes, statuses }: Store, event: number): Said {
  return {
    date: strings[events.edtf[event]] ?? UNDATED, type: classes[events.class[event]].name,
    status: statuses[events.status[event]],
  };
}

/** Where the event says neither what it said when the entry was made nor what the entry wants. */
function changedSince(entry: Entry, now: Said): Outcome | null {
  for (const [field, was] of Object.entries((entry.was ?? {}) as Said)) {
    if (!Object.hasOwn(now, field)) continue;
    const same = (text: unknown): boolean =>
      text === now[field] || (field === "date" && text === "" && now.date === UNDATED) ||
      (field === "date" && `${text}/${text}` === now.date);
    if (!same(was) && !same(entry[field])) return { stale: field, now: now[field], then: was };
  }
  return null;
}

/** Why the build has left the entry out, in words of the page where it finds the reason itself. */
export function whyStale(data: Store, { entry, stale }: Built): Outcome {
  if (stale === null) return {};
  if (Array.isArray(entry.actors)) {
    const then = (entry.actors as string[]).find((name) => !bearers(data, name).length);
    return then === undefined ? { stale } : { stale: "nobody", then };
  }
  const event = eventNamed(data, entry.event as string);
  return event < 0 ? { stale: "gone" } : changedSince(entry, said(data, event)) ?? { stale };
}

const pool = new Map<string, number>();

class Editor {
  readonly store: Store;
  private readonly hidden = new Set<number>();
  private readonly rows: { event: Record<string, number>; roles: number[][] }[] = [];
  private readonly ids = new Map<string, number>();
  /** Events of which the page does not know what they said before the build changed them. */
  private readonly unknown = new Set<unknown>();
  private moved = false;

  constructor(base: Store) {
    const { events, roles, actors, places } = base;
    this.store = {
      ...base,
      events: { ...events }, roles: { ...roles }, actors: { ...actors }, places: { ...places },
      network: { ...base.network }, kin: new Map(), joined: new Map(),
    };
    for (const name of ["start", "end", "precision", "edtf", "basis", "why", "class", "status", "mode", "approximate", "attributedTo"] as const) {
      (this.store.events as Columns)[name] = events[name].slice();
    }
    this.store.roles.actor = roles.actor.slice();
    events.id.forEach((id, event) => this.ids.set(base.strings[id], event));
  }

  /** Strings are only ever added: what was worked out for a number stays true. */
  string(text: string): number {
    let number = pool.get(text);
    if (number === undefined) pool.set(text, (number = this.store.strings.push(text) - 1));
    return number;
  }

  change(entry: Entry, quiet = false): Outcome {
    const { events, strings, classes, statuses, byHand: { aliases } } = this.store;
    const id = entry.event as string;
    const event = this.ids.get(id) ?? (Object.hasOwn(aliases, id) ? aliases[id] : undefined);
    if (event === undefined) return { stale: "gone", event: id };
    const now = said(this.store, event);
    const out: Outcome = { event: strings[events.id[event]], title: strings[events.title[event]], was: now };
    const otherwise = this.unknown.has(entry.event) ? null : changedSince(entry, now);
    if (otherwise) return { ...out, ...otherwise };
    const at = typeof entry.date === "string" ? parseDate(entry.date) : null;
    if (at && entry.date !== now.date) {
      const undated = at.start === NONE;
      [events.start[event], events.end[event]] = [at.start, at.end];
      events.precision[event] = undated ? -1 : this.string(at.precision);
      events.edtf[event] = undated ? -1 : this.string(entry.date as string);
      events.basis[event] = undated ? 3 : 0;
      if (!quiet) events.why[event] = -1;
      events.approximate[event] &&= 0;
      this.moved = true;
    }
    const type = classes.findIndex(({ name }) => name === entry.type);
    if (type >= 0) [events.class[event], events.mode[event]] = [type, type === events.class[event] ? events.mode[event] : -1];
    const status = statuses.indexOf(entry.status as string);
    if (status >= 0) events.status[event] = status;
    if (entry.hide) this.hide(event);
    return out;
  }

  hide(event: number | undefined): void {
    if (event === undefined) return;
    this.hidden.add(event);
    this.moved = true;
  }

  /** Takes back what the build has done, as far as the page knows what was before. */
  withdraw({ entry, was, event, stale }: Built): Outcome {
    if (stale !== null) return {};
    if ("add" in entry) {
      this.hide(this.ids.get(event ?? ""));
      return { title: (entry.add as Added).title };
    }
    if ("actors" in entry || entry.hide) return { waits: true };
    const known = was.date === undefined || parseDate(was.date) !== null;
    const done = this.change({ event, ...was, date: known ? was.date : undefined }, true);
    if (!known) this.unknown.add(event);
    return known ? done : { ...done, waits: true };
  }

  add(add: Added, key: string): Outcome {
    const { classes, statuses, size } = this.store;
    const at = parseDate(add.date ?? "")!;
    const dated = at.start !== NONE;
    const id = `added-${key}`;
    const place = add.place === undefined ? -1 : this.place(add.place);
    const index = (found: number, other: number): number => (found < 0 ? other : found);
    this.rows.push({
      event: {
        id: this.string(id), title: this.string(add.title), start: at.start, end: at.end, place,
        class: index(classes.findIndex(({ name }) => name === add.type), classes.length - 1),
        status: index(statuses.indexOf(add.status ?? ""), 0), basis: dated ? 0 : 3,
        precision: dated ? this.string(at.precision) : -1, edtf: dated ? this.string(add.date!) : -1,
        approximate: 0, sources: 0,
      },
      roles: (add.actors ?? []).map((part) => {
        const { name, role = "actor" } = typeof part === "string" ? { name: part } : part;
        return [this.actor(name), Math.max(0, ["actor", "recipient", "mentioned"].indexOf(role)), this.string(name)];
      }),
    });
    this.ids.set(id, size + this.rows.length - 1);
    this.moved = true;
    return { event: id, title: add.title };
  }

  private actor(name: string): number {
    const [known] = bearers(this.store, name);
    return known ?? this.newActor(name, "unknown");
  }

  private newActor(name: string, kind: string): number {
    const { actors } = this.store;
    const number = this.string(name);
    const row: Record<keyof Actors, number | number[]> = {
      id: this.string(`by-hand:${name}`), name: number, en: number, de: number, kind: this.string(kind),
      country: -1, variants: [number], merges: [],
    };
    for (const [column, value] of Object.entries(row)) {
      const held = actors[column as keyof Actors];
      (actors as Columns & Actors)[column as keyof Actors] = [...held, value] as never;
    }
    return actors.id.length - 1;
  }

  private place(name: string): number {
    const { places, strings } = this.store;
    const wanted = fold(name);
    const found = places.en.findIndex((_, place) =>
      [places.en[place], places.de[place], ...places.variants[place]].some((text) => fold(strings[text]) === wanted));
    if (found >= 0) return found;
    const number = this.string(name);
    for (const [column, value] of Object.entries({
      id: number, en: number, de: number, country: -1, latitude: null, longitude: null, variants: [],
    })) (places as unknown as Record<string, unknown[]>)[column] = [...(places as unknown as Record<string, unknown[]>)[column], value];
    return places.id.length - 1;
  }

  pair([first, second]: string[], same: boolean): Outcome {
    const { store } = this;
    const [a, b] = [bearers(store, first), bearers(store, second)];
    const missing = !a.length ? first : !b.length ? second : null;
    if (missing !== null) return { stale: "nobody", then: missing };
    if (same) {
      for (const one of a) for (const two of b) this.join(one, two);
    } else {
      for (const one of a) if (b.includes(one)) this.part(one, first);
    }
    return {};
  }

  private join(one: number, two: number): void {
    const { actors, strings, joined, kin, roles, events, network } = this.store;
    [one, two] = [joined.get(one) ?? one, joined.get(two) ?? two];
    if (one === two) return;
    const local = (actor: number): boolean => strings[actors.id[actor]].startsWith("local:");
    const [old, kept] = local(one) && !local(two) ? [one, two] : [two, one];
    joined.set(old, kept);
    for (const [from, to] of joined) if (to === old) joined.set(from, kept);
    kin.set(kept, [...(kin.get(kept) ?? []), ...(kin.get(old) ?? []), old]);
    actors.variants = actors.variants.slice();
    actors.variants[kept] = [...new Set([...actors.variants[kept], actors.name[old], ...actors.variants[old]])];
    actors.variants[old] = [];
    for (const column of [roles.actor, events.attributedTo]) {
      for (let row = 0; row < column.length; row++) if (column[row] === old) column[row] = kept;
    }
    const stays = network.actor.map((actor) => actor !== old);
    for (const column of ["actor", "x", "y"] as const) network[column] = network[column].filter((_, index) => stays[index]);
  }

  /** The mentions of an actor by that name become somebody else. */
  private part(actor: number, name: string): void {
    const { roles, strings, actors, network, kin } = this.store;
    const wanted = fold(name);
    const rows = [...roles.actor.keys()].filter((row) =>
      roles.actor[row] === actor && roles.mention[row] >= 0 && fold(strings[roles.mention[row]]) === wanted);
    if (!rows.length) return;
    const made = this.newActor(name, strings[actors.kind[actor]]);
    for (const row of rows) roles.actor[row] = made;
    const { variants } = this.store.actors;
    variants[actor] = variants[actor].filter((text) => fold(strings[text]) !== wanted);
    kin.set(made, [actor]);
    const node = network.actor.indexOf(actor);
    this.store.network = {
      actor: [...network.actor, made],
      x: [...network.x, (network.x[node] ?? 0) + 0.04], y: [...network.y, (network.y[node] ?? 0) + 0.04],
    };
  }

  finish(): Store {
    const { store } = this;
    if (!this.moved) return store;
    this.append();
    const all = store.events.id.length;
    const { start, end } = store.events;
    const order: number[] = [];
    for (let event = 0; event < all; event++) if (!this.hidden.has(event)) order.push(event);
    const first = (event: number): number => (start[event] !== NONE ? start[event] : end[event] !== NONE ? end[event] : Infinity);
    const last = (event: number): number => (end[event] !== NONE ? end[event] : start[event]);
    order.sort((a, b) => {
      const by = first(a) - first(b);
      return by || (Number.isNaN(by) ? 0 : last(b) - last(a)) || a - b;
    });
    const at = Int32Array.from(order);
    const events = Object.fromEntries(Object.entries(store.events).map(([name, column]) => [name, gather(column, at)]));
    const place = new Int32Array(all).fill(-1);
    at.forEach((event, index) => { place[event] = index; });
    const links = regroup(store.links, at);
    return {
      ...store, size: at.length, events: events as Store["events"],
      salience: gather(store.salience, at), confidence: gather(store.confidence, at),
      roles: regroup(store.roles, at), reports: regroup(store.reports, at), notes: regroup(store.notes, at),
      conflicts: regroup(store.conflicts, at), links: withoutHidden(links, place),
    };
  }

  /** The added events' rows at the end of every column. */
  private append(): void {
    const { store, rows } = this;
    if (!rows.length) return;
    for (const name of Object.keys(store.events)) {
      (store.events as Columns)[name] = longer(
        (store.events as Record<string, Int32Array>)[name], rows.map(({ event }) => event[name] ?? -1),
      );
    }
    store.salience = longer(store.salience, rows.map(() => 1)) as Float32Array;
    store.confidence = longer(store.confidence, rows.map(() => 1)) as Float32Array;
    const { roles } = store;
    let at = roles.at[roles.at.length - 1];
    const ends = rows.map(({ roles: own }) => (at += own.length));
    const added = rows.flatMap(({ roles: own }) => own);
    ["actor", "role", "mention"].forEach((name, index) => {
      (roles as Columns)[name] = longer((roles as Record<string, Int32Array>)[name], added.map((row) => row[index]));
    });
    roles.at = longer(roles.at, ends) as Int32Array;
    for (const name of ["reports", "notes", "links", "conflicts"] as const) {
      const table = store[name];
      const none = rows.map(() => table.at[table.at.length - 1]);
      store[name] = { ...table, at: longer(table.at, none) } as never;
    }
  }
}

/** Links between events by their new numbers; those to hidden events are left out. */
function withoutHidden(links: Store["links"], place: Int32Array): Store["links"] {
  const at = new Int32Array(links.at.length);
  const kept: number[] = [];
  for (let event = 0; event + 1 < links.at.length; event++) {
    for (let row = links.at[event]; row < links.at[event + 1]; row++) {
      if (place[links.event[row]] >= 0) kept.push(row);
    }
    at[event + 1] = kept.length;
  }
  const out = Object.fromEntries(Object.entries(links).map(([name, column]) => [name, gather(column, kept)]));
  return { ...out, event: Int32Array.from(kept, (row) => place[links.event[row]]), at } as Store["links"];
}

/** Who is called so: by the own name first, by a variant otherwise. */
export function bearers(data: Store, name: string): number[] {
  const { actors, strings, joined } = data;
  const wanted = fold(name.trim());
  const called = (texts: number[]): boolean => texts.some((text) => text >= 0 && fold(strings[text]) === wanted);
  const all = [...actors.id.keys()];
  const own = all.filter((actor) => called([actors.id[actor], actors.name[actor], actors.en[actor], actors.de[actor]]));
  const found = own.length ? own : all.filter((actor) => called(actors.variants[actor]));
  return [...new Set(found.map((actor) => joined.get(actor) ?? actor))];
}

/** The store after the build's entries in `withdrawn` are taken back and `added` are applied. */
export function applyEntries(
  base: Store, withdrawn: Built[], added: Entry[], keys: string[],
): { store: Store; taken: Outcome[]; outcomes: Outcome[] } {
  if (!withdrawn.length && !added.length) return { store: base, taken: [], outcomes: [] };
  const editor = new Editor(base);
  const taken = withdrawn.map((built) => editor.withdraw(built));
  // Actors first: an added event may name one by the name that was parted off.
  const outcomes = added.map((entry): Outcome =>
    ("actors" in entry ? editor.pair(entry.actors as string[], entry.same as boolean) : {}));
  added.forEach((entry, index) => {
    if ("add" in entry) outcomes[index] = editor.add(entry.add as Added, keys[index]);
    else if (!("actors" in entry)) outcomes[index] = editor.change(entry);
  });
  return { store: editor.finish(), taken, outcomes };
}
