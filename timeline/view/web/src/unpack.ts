// What `timeline/view/pack.py` packed: a JSON header and a body of columns and coded texts.
import { NONE } from "./data";

/** [at, count, planes, low, steps, scale]; see pack.py. */
export type Spec = readonly [number, number, number, number, number, number];

export interface Part<Header> {
  header: Header;
  body: Uint8Array;
}

// Two of 91 signs are 13 bits; as in `timeline/view/ascii.py`.
const VALUE = new Uint8Array(128);
for (let code = 0x21, value = 0; code < 0x7f; code++) {
  if (!"<>&".includes(String.fromCharCode(code))) VALUE[code] = value++;
}

function fromSigns(text: string, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let bits = 0;
  let held = 0;
  let out = 0;
  for (let index = 0; out < size; index += 2) {
    bits |= (VALUE[text.charCodeAt(index)] * 91 + VALUE[text.charCodeAt(index + 1)]) << held;
    held += 13;
    for (; held > 7; held -= 8, bits >>>= 8) bytes[out++] = bits & 255;
  }
  return bytes;
}

/** Undefined where the element holds plain JSON. */
export async function readPart<Header>(element: HTMLElement): Promise<Part<Header> | undefined> {
  if (element.getAttribute("type") !== "application/gzip") return undefined;
  const packed = fromSigns(element.textContent ?? "", Number(element.dataset.size));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Header;
  return { header, body: bytes.subarray(4 + length) };
}

/** The numbers of a column, written into `out` or a new array; NONE where one is not there. */
export function numbers<Out extends Int32Array | Float64Array | Float32Array>(
  spec: Spec, body: Uint8Array, make: new (count: number) => Out,
): Out {
  const [at, count, planes, low, steps, scale] = spec;
  const out = new make(count);
  // Four planes fit into what the processor adds at once; moments have five.
  const high = planes > 4 ? at + 4 * count : -1;
  let last = 0;
  for (let index = 0; index < count; index++) {
    let stored = body[at + index];
    if (planes > 1) stored |= body[at + count + index] << 8;
    if (planes > 2) stored |= body[at + 2 * count + index] << 16;
    if (planes > 3) stored = (stored | (body[at + 3 * count + index] << 24)) >>> 0;
    if (high >= 0) {
      for (let plane = 4; plane < planes; plane++) stored += body[at + plane * count + index] * 256 ** plane;
    }
    if (stored === 0) {
      out[index] = NONE;
      continue;
    }
    stored -= 1;
    if (steps) last += stored % 2 ? -(stored + 1) / 2 : stored / 2;
    else last = stored + low;
    out[index] = scale === 1 ? last : last / scale;
  }
  return out;
}
