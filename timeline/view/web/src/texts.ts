// Texts coded by words, as in `timeline/view/words.py` and `quotes.py`, read one by one when they are
// asked for: of a hundred thousand titles only those in sight become strings.
import type { Passage } from "./data";

const LITERAL = 1;
const NAME = 2;
const SPACE_NAME = 3;
const QUOTE = 4; // and a small first letter (+ 1), and nobody marked in it (+ 2)
const FIRST = 8;
const TWO = 160;
const THREE = 255;
const ONE_BYTE = TWO - FIRST;
const KEPT = 4096;

const utf8 = new TextDecoder();

/** How many bytes the code takes that begins there; a name in a title is followed by its role. */
function width(bytes: Uint8Array, at: number, afterName: number): number {
  const code = bytes[at];
  if (code >= FIRST) return code < TWO ? 1 : code < THREE ? 2 : 3;
  if (code === LITERAL) return 3 + bytes[at + 1] + 256 * bytes[at + 2];
  return code === NAME || code === SPACE_NAME ? 1 + afterName : 1;
}

class Words {
  constructor(private readonly listed: string[]) {}

  /** The word or the literal at a place. */
  at(bytes: Uint8Array, at: number): string {
    const code = bytes[at];
    if (code === LITERAL) return utf8.decode(bytes.subarray(at + 3, at + width(bytes, at, 0)));
    if (code < TWO) return this.listed[code - FIRST];
    if (code < THREE) return this.listed[ONE_BYTE + (code - TWO) * 256 + bytes[at + 1]];
    return this.listed[ONE_BYTE + (THREE - TWO) * 256 + bytes[at + 1] * 256 + bytes[at + 2]];
  }
}

/** [start, end, actor] */
type Span = [number, number, number];

interface Title {
  text: string;
  named: Span[];
}

export interface Names {
  /** The actor of an event's role. */
  role(event: number, role: number): number;
  /** The number of the actor's name among the strings. */
  name(actor: number): number;
}

export class Texts {
  private readonly words: Words;
  private readonly starts: Int32Array;
  private readonly owner: Int32Array;
  private readonly kept = new Map<number, string>();

  constructor(
    listed: string[], private readonly bytes: Uint8Array, readonly count: number,
    private readonly titles: Int32Array, private readonly names: Names,
  ) {
    this.words = new Words(listed);
    this.starts = new Int32Array(count);
    let at = 0;
    for (let number = 0; number < count; number++) {
      this.starts[number] = at;
      while (bytes[at] !== 0) at += width(bytes, at, 1);
      at++;
    }
    // A title belongs to the first event that has it.
    this.owner = new Int32Array(count).fill(-1);
    for (let event = titles.length - 1; event >= 0; event--) this.owner[titles[event]] = event;
  }

  at(number: number): string {
    let text = this.kept.get(number);
    if (text === undefined) {
      if (this.kept.size >= KEPT) this.kept.clear();
      this.kept.set(number, (text = this.read(number, null)));
    }
    return text;
  }

  name(actor: number): string {
    return this.at(this.names.name(actor));
  }

  title(event: number): Title {
    const named: Span[] = [];
    return { text: this.read(this.titles[event], named), named };
  }

  word(bytes: Uint8Array, at: number): string {
    return this.words.at(bytes, at);
  }

  private read(number: number, named: Span[] | null): string {
    const { bytes } = this;
    let text = "";
    for (let at = this.starts[number]; bytes[at] !== 0; at += width(bytes, at, 1)) {
      const code = bytes[at];
      if (code !== NAME && code !== SPACE_NAME) {
        text += this.words.at(bytes, at);
        continue;
      }
      const actor = this.names.role(this.owner[number], bytes[at + 1]);
      if (code === SPACE_NAME) text += " ";
      const start = text.length;
      text += this.name(actor);
      named?.push([start, text.length, actor]);
    }
    return text;
  }
}

/** The texts as an array that is read by number; what is pushed is kept behind them. */
export function asArray(texts: Texts): string[] {
  return new Proxy([] as string[], {
    get(target, key) {
      if (key === "length") return Math.max(texts.count, target.length);
      const number = typeof key === "string" ? Number(key) : NaN;
      return number >= 0 && number < texts.count ? texts.at(number) : Reflect.get(target, key) as unknown;
    },
    has: (target, key) => (typeof key === "string" && Number(key) >= 0 && Number(key) < texts.count) || Reflect.has(target, key),
  });
}

export type BlockColumns = Record<
  "inline" | "quotes" | "mentions" | "start" | "length" | "actor" | "drops" | "dropStart" | "dropEnd", Int32Array
>;

/** The passages of one block. */
export class Block {
  /** Of each passage: where its text begins, and which of each column are its first. */
  private readonly first: Record<"text" | "inline" | "quotes" | "mentions" | "drops", Int32Array>;

  constructor(
    private readonly texts: Texts, private readonly bytes: Uint8Array, count: number,
    private readonly columns: BlockColumns,
  ) {
    const make = (): Int32Array => new Int32Array(count + 1);
    const first = { text: make(), inline: make(), quotes: make(), mentions: make(), drops: make() };
    let [at, inline, quotes] = [0, 0, 0];
    for (let passage = 0; passage < count; passage++) {
      first.text[passage] = at;
      for (; bytes[at] !== 0; at += width(bytes, at, 0)) {
        if (bytes[at] === NAME || bytes[at] === SPACE_NAME) inline++;
        else if (bytes[at] >= QUOTE && bytes[at] < FIRST) quotes++;
      }
      at++;
      first.inline[passage + 1] = inline;
      first.quotes[passage + 1] = quotes;
      first.mentions[passage + 1] = first.mentions[passage] + columns.mentions[passage];
      first.drops[passage + 1] = first.drops[passage] + columns.drops[passage];
    }
    this.first = first;
  }

  at(passage: number): Passage {
    const { bytes, columns, first, texts } = this;
    let inline = first.inline[passage];
    let quote = first.quotes[passage];
    let text = "";
    const spans: Span[] = [];
    for (let at = first.text[passage]; bytes[at] !== 0; at += width(bytes, at, 0)) {
      const code = bytes[at];
      if (code === NAME || code === SPACE_NAME) {
        if (code === SPACE_NAME) text += " ";
        const actor = columns.inline[inline++];
        const name = texts.name(actor);
        spans.push([text.length, text.length + name.length, actor]);
        text += name;
      } else if (code >= QUOTE && code < FIRST) {
        text += this.quoted(columns.quotes[quote++], code - QUOTE, text.length, spans);
      } else text += texts.word(bytes, at);
    }
    for (let index = first.mentions[passage]; index < first.mentions[passage + 1]; index++) {
      const start = columns.start[index];
      spans.push([start, start + columns.length[index], columns.actor[index]]);
    }
    spans.sort((a, b) => a[0] - b[0]);
    const dropped: number[] = [];
    for (let index = first.drops[passage]; index < first.drops[passage + 1]; index++) {
      dropped.push(columns.dropStart[index], columns.dropEnd[index]);
    }
    return [text, spans.flat(), dropped];
  }

  /** A title without its marks of what was cut off; who is named in it goes into `spans`. */
  private quoted(event: number, form: number, offset: number, spans: Span[]): string {
    const title = this.texts.title(event);
    const cut = title.text.startsWith("… ") ? 2 : 0;
    const core = title.text.slice(cut).replace(/ …$/, "");
    if (!(form & 2)) {
      for (const [start, end, actor] of title.named) spans.push([offset + start - cut, offset + end - cut, actor]);
    }
    return form & 1 ? core[0].toLowerCase() + core.slice(1) : core;
  }
}
