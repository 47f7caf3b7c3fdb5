// Lines from a plan to what became of it, bowed so that they do not lie on the marks of their lane.
import type { Trace } from "plotly.js-basic-dist-min";
import type { Store } from "./data";
import type { Palette } from "./theme";

/** Where an event is drawn: milliseconds and pixels from the top; in several lanes, several times. */
export type Marks = Map<number, [number, number][]>;

const DASH: Record<string, string> = { "took place": "solid", postponed: "dash", "called off": "dot" };
/** More lines than this are a thicket; then only those of the open event are drawn. */
const MOST = 120;
const BOW = 16; // px at most
const CLEAR = 7; // px from a mark

interface Story {
  plan: number;
  outcome: number;
  kind: string;
}

/** Each plan with its outcome once, whichever of the two names the other. */
export function stories(data: Store, among: { has(event: number): boolean }): Story[] {
  const { links, linkKinds } = data;
  const found = new Map<string, Story>();
  for (let event = 0; event < data.size; event++) {
    if (links.at[event] === links.at[event + 1] || !among.has(event)) continue;
    for (let row = links.at[event]; row < links.at[event + 1]; row++) {
      const other = links.event[row];
      if (other === event || !among.has(other)) continue;
      const kind = linkKinds[links.kind[row]];
      const back = kind === "planned in";
      const [plan, outcome] = back ? [other, event] : [event, other];
      const key = `${plan}/${outcome}`;
      // What the plan says of its outcome tells more than that there was a plan.
      if (!back || !found.has(key)) found.set(key, { plan, outcome, kind: back ? "took place" : kind });
    }
  }
  return [...found.values()];
}

/** `scale` is pixels per millisecond. */
export function connectors(data: Store, marks: Marks, selected: number, palette: Palette, scale: number): Trace[] {
  if (!data.links.event.length) return [];
  const all = stories(data, marks);
  const own = (story: Story): boolean => story.plan === selected || story.outcome === selected;
  const shown = all.length > MOST ? all.filter(own) : all;
  const traces = new Map<string, Trace & Record<"x" | "y", (number | null)[]> & { marker: { size: number[]; standoff: number[] } }>();
  for (const story of shown) {
    const [from, to] = nearest(marks.get(story.plan)!, marks.get(story.outcome)!);
    const open = own(story);
    const key = `${open} ${story.kind}`;
    let trace = traces.get(key);
    if (!trace) {
      const color = open ? palette.accent : palette.dim;
      trace = {
        type: "scatter", mode: "lines+markers", hoverinfo: "skip", x: [], y: [], opacity: open ? 1 : 0.6,
        line: { color, width: open ? 2 : 1.2, dash: DASH[story.kind] ?? "solid", shape: "spline", smoothing: 1.2 },
        marker: { symbol: "arrow", angleref: "previous", color, opacity: 1, size: [] as number[], standoff: [] as number[], line: { width: 0 } } as never,
        name: "story",
      };
      traces.set(key, trace);
    }
    const wide = Math.abs(to[0] - from[0]) * scale;
    // In one lane the line would lie on other marks; from lane to lane it only leans.
    const bow = Math.abs(from[1] - to[1]) < 2 * BOW ? Math.min(BOW, wide * 0.2) : Math.min(BOW / 2, wide * 0.1);
    trace.x.push(from[0], (from[0] + to[0]) / 2, to[0], null);
    trace.y.push(from[1], (from[1] + to[1]) / 2 - bow, to[1], null);
    trace.marker.size.push(0, 0, 9, 0);
    trace.marker.standoff.push(0, 0, CLEAR, 0);
  }
  return [...traces.values()];
}

/** The two marks that stand in one lane, or in lanes that lie closest. */
function nearest(from: [number, number][], to: [number, number][]): [[number, number], [number, number]] {
  let best: [[number, number], [number, number]] = [from[0], to[0]];
  for (const a of from) {
    for (const b of to) if (Math.abs(a[1] - b[1]) < Math.abs(best[0][1] - best[1][1])) best = [a, b];
  }
  return best;
}
