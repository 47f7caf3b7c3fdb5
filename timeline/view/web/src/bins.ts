// Too many events to tell apart: a bar for each day, week, month or year of a lane.
import type { Trace } from "plotly.js-basic-dist-min";
import { AXIS, HEAD, layout, type Bin, type ChartInput, type Figure } from "./chart";
import { NONE } from "./data";
import { DAY, MINUTE } from "./dates";

// A bar is cut by kind, and each kind into what happened and, hatched, what did not or not yet.
const SEGMENTS = 10;

const STEPS = [60, 360, DAY, 7 * DAY, 14 * DAY, 30.4375 * DAY, 91.3125 * DAY, 365.25 * DAY, 3652.5 * DAY];

export function binnedFigure(input: ChartInput, visible: Int32Array[]): Figure {
  const { data, view, width, budget, palette } = input;
  // Most dates are days; finer bins only where so little is in sight that hours must be meant.
  const steps = view[1] - view[0] > 3 * DAY ? STEPS.slice(2) : STEPS;
  const length = steps.find((step) => (view[1] - view[0]) / step <= width / 6) ?? STEPS[STEPS.length - 1];
  const first = Math.floor(view[0] / length);
  const bins = Math.ceil(view[1] / length) - first;
  const laneHeight = Math.max(16, Math.min(40, Math.floor((budget * 1.15) / Math.max(1, visible.length))));
  const lanes = visible.map((_, index) => ({ top: HEAD + index * laneHeight, height: laneHeight }));
  const height = HEAD + visible.length * laneHeight;
  const counts = visible.map((events) => {
    const lane = new Float64Array(bins * SEGMENTS);
    for (const event of events) {
      const start = data.events.start[event];
      const end = data.events.end[event];
      const { quad } = data.classes[data.events.class[event]];
      const segment = quad * 2 + (data.events.status[event] === 0 ? 0 : 1);
      const a = Math.floor((start === NONE ? end - 1 : start) / length) - first;
      const b = end === NONE ? a : Math.floor((end - 1) / length) - first;
      // A month that nobody knows the day of is spread over its days.
      const part = 1 / (b - a + 1);
      for (let bin = Math.max(0, a); bin <= b && bin < bins; bin++) lane[bin * SEGMENTS + segment] += part;
    }
    return lane;
  });
  // One scale for all lanes, so that they can be compared; the gathered rest has its own.
  const tallest = counts.map((lane) => {
    let most = 1;
    for (let bin = 0; bin < bins; bin++) {
      let sum = 0;
      for (let segment = 0; segment < SEGMENTS; segment++) sum += lane[bin * SEGMENTS + segment];
      if (sum > most) most = sum;
    }
    return most;
  });
  const common = Math.max(1, ...tallest.filter((_, index) => !input.lanes[index].rest));
  const traces: Trace[] = Array.from({ length: SEGMENTS }, (_, segment) => ({
    // All pieces of a kind are one path: thousands of bars of their own take seconds to draw.
    type: "scatter", mode: "none", fill: "toself", hoverinfo: "skip", x: [] as (number | null)[], y: [] as (number | null)[],
    fillcolor: palette.quads[segment >> 1], opacity: segment % 2 ? 0.75 : 1,
    // Hatched, so that what did not happen is apart without colour too.
    ...(segment % 2 ? { fillpattern: { shape: "/", size: 4, solidity: 0.5, fgcolor: palette.quads[segment >> 1], bgcolor: palette.surface, fgopacity: 1 } } : {}),
  }));
  counts.forEach((lane, index) => {
    const bottom = lanes[index].top + laneHeight - 1;
    const most = input.lanes[index].rest ? tallest[index] : common;
    for (let bin = 0; bin < bins; bin++) {
      let sum = 0;
      for (let segment = 0; segment < SEGMENTS; segment++) sum += lane[bin * SEGMENTS + segment];
      if (!sum) continue;
      const left = (first + bin + 0.04) * length * MINUTE;
      const right = (first + bin + 0.96) * length * MINUTE;
      let y = bottom;
      for (let segment = 0; segment < SEGMENTS; segment++) {
        const count = lane[bin * SEGMENTS + segment];
        if (!count) continue;
        const size = (count / most) * (laneHeight - 4) + 0.4;
        const trace = traces[segment] as { x: (number | null)[]; y: (number | null)[] };
        trace.x.push(left, left, right, right, null);
        trace.y.push(y, y - size, y - size, y, null);
        y -= size;
      }
    }
  });
  const drawn = traces.filter((trace) => (trace.x as number[]).length);
  const binAt = (x: number, y: number): Bin | null => {
    const lane = lanes.findIndex(({ top, height: high }) => y >= top && y < top + high);
    const bin = Math.floor((view[0] + (x / width) * (view[1] - view[0])) / length) - first;
    if (lane < 0 || bin < 0 || bin >= bins) return null;
    let sum = 0;
    for (let segment = 0; segment < SEGMENTS; segment++) sum += counts[lane][bin * SEGMENTS + segment];
    const from = (first + bin) * length;
    return sum ? { from, to: from + length, count: Math.max(1, Math.round(sum)) } : null;
  };
  return { data: drawn, layout: layout(input, lanes, height), lanes, height: height + AXIS, binAt };
}
