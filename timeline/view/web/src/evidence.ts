// The sentences of evidence, for what needs many of them at once: exports and print.
import type { Store } from "./data";
import { plainBlock, readBlock, type Passages } from "./load";

/** By the number that a report had when the page was loaded. */
const sentences: (string | undefined)[] = [];

function take(data: Store, report: number, block: Passages): void {
  const { reports, passagesPerBlock } = data;
  const [text] = block.at(reports.passage[report] % passagesPerBlock)!;
  sentences[reports.origin[report]] = text.slice(reports.start[report], reports.start[report] + reports.length[report]);
}

function missing(data: Store, events: ArrayLike<number>): Map<number, number[]> {
  const { reports, passagesPerBlock } = data;
  const out = new Map<number, number[]>();
  for (const event of Array.from(events)) {
    for (let report = reports.at[event]; report < reports.at[event + 1]; report++) {
      if (sentences[reports.origin[report]] !== undefined) continue;
      const block = Math.floor(reports.passage[report] / passagesPerBlock);
      out.set(block, [...(out.get(block) ?? []), report]);
    }
  }
  return out;
}

export function sentenceOf(data: Store, report: number): string | undefined {
  return sentences[data.reports.origin[report]];
}

export async function readEvidence(data: Store, events: ArrayLike<number>): Promise<void> {
  for (const [number, reports] of missing(data, events)) {
    const block = await readBlock(number);
    for (const report of reports) take(data, report, block);
  }
}

/** As far as it can be had without waiting; whether that is everything. */
export function readEvidenceNow(data: Store, events: ArrayLike<number>): boolean {
  let all = true;
  for (const [number, reports] of missing(data, events)) {
    const block = plainBlock(number);
    if (block) for (const report of reports) take(data, report, block);
    else all = false;
  }
  return all;
}
