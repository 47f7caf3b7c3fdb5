// The timeline as a plotly figure: lanes of marks, or of bars where there are too many to tell
// apart. All names of lanes stand outside the plot as HTML; no text of articles reaches plotly.
import type { Layout, Trace } from "plotly.js-basic-dist-min";
import { NONE, type Store } from "./data";
import { DAY, MINUTE } from "./dates";
import type { Lane } from "./lanes";
import type { Palette } from "./theme";

/** More marks than this are neither readable nor quick; they are counted in bars. */
export const MOST_MARKS = 1200;
const GAP = 14; // px from mark to mark
const MOST_ROWS = 7;
const AXIS = 34; // px below the lanes

export const SYMBOLS = ["circle", "diamond-open", "circle-open-dot", "x", "square-open"];

export interface Bin {
  from: number;
  to: number;
  count: number;
}

export interface Figure {
  data: Trace[];
  layout: Layout;
  lanes: { top: number; height: number }[];
  height: number;
  binned: boolean;
}

export interface ChartInput {
  data: Store;
  lanes: Lane[];
  view: readonly [number, number];
  width: number;
  budget: number;
  palette: Palette;
  selected: number;
  now: number | null;
  nowLabel: string;
}

interface Item {
  event: number;
  from: number;
  to: number;
  row: number;
}

export function makeFigure(input: ChartInput): Figure {
  const visible = input.lanes.map((lane) =>
    lane.events.filter((event) => touches(input.data, event, input.view)),
  );
  const marks = visible.reduce((sum, events) => sum + events.length, 0);
  return marks > MOST_MARKS ? binnedFigure(input, visible) : markedFigure(input, visible);
}

function touches(data: Store, event: number, [from, to]: readonly [number, number]): boolean {
  const start = data.events.start[event];
  const end = data.events.end[event];
  if (start === NONE && end === NONE) return false;
  return (start === NONE || start < to) && (end === NONE || end > from);
}

function markedFigure(input: ChartInput, visible: number[][]): Figure {
  const { data, view, width, budget, palette } = input;
  const scale = width / (view[1] - view[0]);
  const placed = visible.map((events) => place(data, events, view, scale));
  const need = placed.map((items) => Math.min(MOST_ROWS, 1 + items.reduce((most, item) => Math.max(most, item.row), 0)));
  let most = MOST_ROWS;
  const total = (): number => need.reduce((sum, rows) => sum + Math.min(rows, most), 0);
  while (most > 1 && total() * GAP + need.length * 8 > budget) most--;
  const step = Math.max(9, Math.min(GAP, (budget - need.length * 8) / Math.max(1, total())));
  const lanes: Figure["lanes"] = [];
  let top = 0;
  for (const rows of need) {
    const height = Math.max(24, Math.round(Math.min(rows, most) * step + 8));
    lanes.push({ top, height });
    top += height;
  }
  const points = SYMBOLS.map(() => ({ x: [] as number[], y: [] as number[], event: [] as number[], colour: [] as string[] }));
  const bars = SYMBOLS.map(() => ({
    base: [] as number[], x: [] as number[], y: [] as number[], event: [] as number[],
    colour: [] as string[], pattern: [] as string[],
  }));
  const arrows = { x: [] as number[], y: [] as number[], symbol: [] as string[], colour: [] as string[] };
  const ring = { x: [] as number[], y: [] as number[] };
  placed.forEach((items, index) => {
    const lane = lanes[index];
    const rows = Math.min(need[index], most);
    for (const item of items) {
      const { event } = item;
      const status = data.events.status[event];
      const colour = palette.quads[data.classes[data.events.class[event]].quad];
      const row = item.row % rows;
      const y = lane.top + lane.height / 2 + (row - (rows - 1) / 2) * step;
      const start = data.events.start[event];
      const end = data.events.end[event];
      const x = ((item.from + item.to) / 2) * MINUTE;
      if ((item.to - item.from) * scale > GAP) {
        const bar = bars[status];
        bar.base.push(item.from * MINUTE);
        bar.x.push((item.to - item.from) * MINUTE);
        bar.y.push(y);
        bar.event.push(event);
        bar.colour.push(colour);
        bar.pattern.push(isRange(data, event) ? "" : "/");
      }
      if (end === NONE || start === NONE) {
        arrows.x.push((end === NONE ? item.to : item.from) * MINUTE);
        arrows.y.push(y);
        arrows.symbol.push(end === NONE ? "triangle-right" : "triangle-left");
        arrows.colour.push(colour);
      }
      const point = points[status];
      point.x.push(x);
      point.y.push(y);
      point.event.push(event);
      point.colour.push(colour);
      if (event === input.selected) {
        ring.x.push(x);
        ring.y.push(y);
      }
    }
  });
  const traces: Trace[] = [];
  bars.forEach((bar) => {
    if (!bar.x.length) return;
    traces.push({
      type: "bar", orientation: "h", base: bar.base, x: bar.x, y: bar.y, width: 8, customdata: bar.event,
      hoverinfo: "none",
      marker: {
        color: bar.colour, opacity: 0.42, line: { width: 0 },
        pattern: { shape: bar.pattern, size: 5, solidity: 0.35, fillmode: "replace" },
      },
    });
  });
  if (arrows.x.length) {
    traces.push({
      type: "scatter", mode: "markers", x: arrows.x, y: arrows.y, hoverinfo: "skip",
      marker: { symbol: arrows.symbol, color: arrows.colour, size: 8 },
    });
  }
  if (ring.x.length) {
    traces.push({
      type: "scatter", mode: "markers", x: ring.x, y: ring.y, hoverinfo: "skip",
      marker: { symbol: "circle-open", size: 19, color: palette.accent, line: { width: 2.5 } },
    });
  }
  points.forEach((point, status) => {
    if (!point.x.length) return;
    const open = SYMBOLS[status].includes("open");
    traces.push({
      type: "scatter", mode: "markers", x: point.x, y: point.y, customdata: point.event, hoverinfo: "none",
      marker: {
        symbol: SYMBOLS[status], color: point.colour, size: status === 2 ? 11 : 10, opacity: 1,
        line: open ? { width: 2 } : { width: 1, color: palette.surface },
      },
    });
  });
  return { data: traces, layout: layout(input, lanes, top), lanes, height: top + AXIS, binned: false };
}

function isRange(data: Store, event: number): boolean {
  const precision = data.strings[data.events.precision[event]];
  return (precision === "range" || precision === "day") && !data.events.approximate[event];
}

/** Gives each event the first row where it overlaps no other, on the scale of the screen. */
function place(data: Store, events: number[], view: readonly [number, number], scale: number): Item[] {
  const items = events.map((event): Item => {
    const start = data.events.start[event];
    const end = data.events.end[event];
    return {
      event,
      from: start === NONE ? view[0] : Math.max(start, view[0]),
      to: end === NONE ? view[1] : Math.min(end, view[1]),
      row: 0,
    };
  });
  const room = GAP / scale;
  const left = (item: Item): number => Math.min(item.from, (item.from + item.to) / 2 - room / 2);
  items.sort((a, b) => left(a) - left(b));
  const ends: number[] = [];
  for (const item of items) {
    const from = left(item);
    let row = ends.findIndex((end) => end <= from);
    if (row < 0) row = ends.length;
    item.row = row;
    ends[row] = Math.max(item.to, from + room);
  }
  return items;
}

const STEPS = [60, 360, DAY, 7 * DAY, 14 * DAY, 30.4375 * DAY, 91.3125 * DAY, 365.25 * DAY, 3652.5 * DAY];

function binnedFigure(input: ChartInput, visible: number[][]): Figure {
  const { data, view, width, budget, palette } = input;
  const length = STEPS.find((step) => (view[1] - view[0]) / step <= width / 6) ?? STEPS[STEPS.length - 1];
  const first = Math.floor(view[0] / length);
  const bins = Math.ceil(view[1] / length) - first;
  const laneHeight = Math.max(22, Math.min(44, Math.floor(budget / Math.max(1, visible.length))));
  const lanes = visible.map((_, index) => ({ top: index * laneHeight, height: laneHeight }));
  const height = visible.length * laneHeight;
  const counts = visible.map((events) => {
    const lane = new Int32Array(bins * 5);
    for (const event of events) {
      const start = data.events.start[event];
      const moment = start === NONE ? data.events.end[event] - 1 : Math.max(start, view[0]);
      const bin = Math.floor(moment / length) - first;
      if (bin >= 0 && bin < bins) lane[bin * 5 + data.classes[data.events.class[event]].quad]++;
    }
    return lane;
  });
  let most = 1;
  for (const lane of counts) {
    for (let bin = 0; bin < bins; bin++) {
      let sum = 0;
      for (let quad = 0; quad < 5; quad++) sum += lane[bin * 5 + quad];
      if (sum > most) most = sum;
    }
  }
  const traces: Trace[] = palette.quads.map((colour) => ({
    type: "bar", x: [] as number[], y: [] as number[], base: [] as number[], customdata: [] as Bin[],
    width: length * MINUTE * 0.92, hoverinfo: "none", marker: { color: colour, line: { width: 0 } },
  }));
  counts.forEach((lane, index) => {
    const bottom = lanes[index].top + laneHeight - 2;
    for (let bin = 0; bin < bins; bin++) {
      let sum = 0;
      for (let quad = 0; quad < 5; quad++) sum += lane[bin * 5 + quad];
      if (!sum) continue;
      const from = (first + bin) * length;
      const info: Bin = { from, to: from + length, count: sum };
      let filled = 0;
      for (let quad = 0; quad < 5; quad++) {
        const count = lane[bin * 5 + quad];
        if (!count) continue;
        const size = Math.max(1.5, (count / most) * (laneHeight - 5));
        const trace = traces[quad] as { x: number[]; y: number[]; base: number[]; customdata: Bin[] };
        trace.x.push((from + length / 2) * MINUTE);
        trace.base.push(bottom - filled);
        trace.y.push(-size);
        trace.customdata.push(info);
        filled += size;
      }
    }
  });
  const drawn = traces.filter((trace) => (trace.x as number[]).length);
  return { data: drawn, layout: layout(input, lanes, height), lanes, height: height + AXIS, binned: true };
}

function layout(input: ChartInput, lanes: Figure["lanes"], height: number): Layout {
  const { palette, view, now } = input;
  const shapes: Trace[] = lanes.map((lane) => ({
    type: "line", xref: "paper", x0: 0, x1: 1, yref: "y", y0: lane.top + lane.height, y1: lane.top + lane.height,
    line: { color: palette.line, width: 1 }, layer: "below",
  }));
  const annotations: Trace[] = [];
  if (now !== null && now > view[0] && now < view[1]) {
    const x = (now + DAY) * MINUTE;
    shapes.push({
      type: "line", xref: "x", x0: x, x1: x, yref: "paper", y0: 0, y1: 1,
      line: { color: palette.accent, width: 1.5, dash: "dot" },
    });
    const late = (now - view[0]) / (view[1] - view[0]) > 0.6;
    annotations.push({
      x, y: 1, xref: "x", yref: "paper", xanchor: late ? "right" : "left", yanchor: "top", showarrow: false,
      text: input.nowLabel, font: { size: 11, color: palette.accent }, bgcolor: palette.surface, borderpad: 1,
    });
  }
  return {
    height: height + AXIS,
    width: input.width,
    margin: { l: 0, r: 0, t: 0, b: AXIS, pad: 0 },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif", size: 12, color: palette.dim },
    showlegend: false,
    hovermode: "closest",
    hoverdistance: 12,
    dragmode: "zoom",
    barmode: "overlay",
    bargap: 0,
    xaxis: {
      type: "date", range: [view[0] * MINUTE, view[1] * MINUTE], showgrid: true, gridcolor: palette.line,
      zeroline: false, ticks: "", linecolor: palette.line, automargin: false, nticks: Math.max(3, Math.floor(input.width / 110)),
    },
    yaxis: { range: [height, 0], fixedrange: true, visible: false },
    shapes,
    annotations,
  };
}
