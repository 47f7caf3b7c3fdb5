// The timeline as a plotly figure: lanes of marks, or of bars where there are too many to tell
// apart. All names of lanes stand outside the plot as HTML; no text of articles reaches plotly.
import type { Layout, Trace } from "plotly.js-basic-dist-min";
import { NONE, type Store } from "./data";
import { DAY, MINUTE } from "./dates";
import { binnedFigure } from "./bins";
import { connectors, type Marks } from "./connectors";
import type { Lane } from "./lanes";
import { inRange } from "./state";
import type { Palette } from "./theme";

/** More marks than this are neither readable nor quick; they are counted in bars. */
export const MOST_MARKS = 1200;
const GAP = 14; // px from mark to mark
const TIGHT = 9.5; // px from row to row where it is crowded
const OPEN = 64; // px drawn of a stretch without an end
export const LANE = 22; // px, the least height of a lane
export const AXIS = 34; // px below the lanes
export const HEAD = 17; // px above the lanes, for the name of the last report

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
  /** What the bar at a place of the plot (in pixels) counts; absent where single marks are drawn. */
  binAt?: (x: number, y: number) => Bin | null;
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
  german: boolean;
}

interface Item {
  event: number;
  from: number;
  to: number;
  /** Where the mark stands. */
  at: number;
  row: number;
}

export function makeFigure(input: ChartInput): Figure {
  const visible = input.lanes.map((lane) =>
    lane.events.filter((event) => inRange(input.data, event, input.view)),
  );
  const marks = visible.reduce((sum, events) => sum + events.length, 0);
  const figure = marks > MOST_MARKS ? null : markedFigure(input, visible);
  return figure ?? binnedFigure(input, visible);
}

/** Null where the marks would lie on each other, because the lanes are not high enough. */
function markedFigure(input: ChartInput, visible: Int32Array[]): Figure | null {
  const { data, view, width, budget, palette } = input;
  const scale = width / (view[1] - view[0]);
  const placed = visible.map((events) => place(data, events, view, scale));
  const need = rowsThatFit(placed, budget * 1.35 - placed.length * 8);
  if (!need) return null;
  const total = need.reduce((sum, rows) => sum + rows, 0);
  const step = Math.min(GAP, (budget * 1.35 - need.length * 8) / Math.max(1, total));
  const least = Math.max(16, Math.min(LANE, (budget * 1.25) / Math.max(1, need.length)));
  const lanes: Figure["lanes"] = [];
  let top = HEAD;
  for (const rows of need) {
    const height = Math.max(least, Math.round(rows * step + 8));
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
  const marks: Marks = new Map();
  placed.forEach((items, index) => {
    const lane = lanes[index];
    const rows = need[index];
    for (const item of items) {
      const { event } = item;
      const status = data.events.status[event];
      const colour = palette.quads[data.classes[data.events.class[event]].quad];
      const y = lane.top + lane.height / 2 + (Math.min(item.row, rows - 1) - (rows - 1) / 2) * step;
      const start = data.events.start[event];
      const end = data.events.end[event];
      const x = item.at * MINUTE;
      // A day is a point in time here; only what is longer is drawn as a stretch.
      if (item.to - item.from > DAY && (item.to - item.from) * scale > GAP) {
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
      const stands = marks.get(event);
      if (stands) stands.push([x, y]);
      else marks.set(event, [[x, y]]);
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
      type: "bar", orientation: "h", base: bar.base, x: bar.x, y: bar.y, width: 7, customdata: bar.event,
      hoverinfo: "none",
      marker: {
        color: bar.colour, opacity: 0.42, line: { width: 0 },
        pattern: { shape: bar.pattern, size: 5, solidity: 0.35, fillmode: "replace" },
      },
    });
  });
  traces.push(...connectors(data, marks, input.selected, palette, scale / MINUTE));
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
  return { data: traces, layout: layout(input, lanes, top), lanes, height: top + AXIS };
}

function isRange(data: Store, event: number): boolean {
  const precision = data.strings[data.events.precision[event]];
  return (precision === "range" || precision === "day") && !data.events.approximate[event];
}

/** Marks of one and the same stretch of time stand side by side in it, as far as it is wide enough. */
function spread(items: Item[], room: number): void {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    if (item.to - item.from < 2 * room) continue;
    const key = `${item.from}/${item.to}/${item.at}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  for (const group of groups.values()) {
    const { from, to, at } = group[0];
    const columns = Math.min(group.length, Math.floor((to - from) / room));
    const half = (columns * room) / 2;
    const middle = Math.max(from + half, Math.min(to - half, at));
    group.forEach((item, index) => { item.at = middle + ((index % columns) - (columns - 1) / 2) * room; });
  }
}

/** Rows per lane within the height; null where more than a few marks would lie on others. */
function rowsThatFit(placed: Item[][], height: number): number[] | null {
  const marks = placed.reduce((sum, items) => sum + items.length, 0);
  const full = placed.map((items) => 1 + items.reduce((most, item) => Math.max(most, item.row), 0));
  for (let most = Math.max(1, ...full); most > 0; most--) {
    const rows = full.map((count) => Math.min(count, most));
    const covered = placed.reduce(
      (sum, items) => sum + items.filter((item) => item.row >= most).length, 0,
    );
    if (covered > marks * 0.06) return null;
    if (rows.reduce((sum, count) => sum + count, 0) * TIGHT <= height) return rows;
  }
  return null;
}

/** Gives each mark the first row where it overlaps no other, on the scale of the screen. */
function place(data: Store, events: Int32Array, view: readonly [number, number], scale: number): Item[] {
  const open = OPEN / scale;
  const items = Array.from(events, (event): Item => {
    const start = data.events.start[event];
    const end = data.events.end[event];
    // Where an end is not known, a short piece with an arrow stands for it.
    const from = Math.max(start === NONE ? end - open : start, view[0]);
    const to = Math.min(end === NONE ? Math.max(start, view[0]) + open : end, view[1]);
    const middle = start === NONE || end === NONE ? from : (start + end) / 2;
    const at = middle >= view[0] && middle <= view[1] ? middle : (from + to) / 2;
    return { event, from: Math.min(from, to), to, at, row: 0 };
  });
  const room = GAP / scale;
  spread(items, room);
  // Stretches lie behind the marks and need no room of their own.
  const left = (item: Item): number => item.at - room / 2;
  items.sort((a, b) => left(a) - left(b));
  const ends: number[] = [];
  for (const item of items) {
    const from = left(item);
    let row = ends.findIndex((end) => end <= from);
    if (row < 0) row = ends.length;
    item.row = row;
    ends[row] = from + room;
  }
  return items;
}

const DAY_MS = 86_400_000;

/** The day before the month, as elsewhere on the page. */
function tickFormats(german: boolean): Trace[] {
  const day = german ? "%-d. %b" : "%-d %b";
  return [
    { dtickrange: [null, DAY_MS / 2], value: `%H:%M\n${day} %Y` },
    { dtickrange: [DAY_MS / 2, "M1"], value: `${day}\n%Y` },
    { dtickrange: ["M1", "M12"], value: "%b\n%Y" },
    { dtickrange: ["M12", null], value: "%Y" },
  ];
}

export function layout(input: ChartInput, lanes: Figure["lanes"], height: number): Layout {
  const { palette, view, now } = input;
  const shapes: Trace[] = [{ top: 0, height: lanes[0]?.top ?? 0 }, ...lanes].map((lane) => ({
    type: "line", xref: "paper", x0: 0, x1: 1, yref: "y", y0: lane.top + lane.height, y1: lane.top + lane.height,
    line: { color: palette.line, width: 1 }, layer: "below",
  }));
  const annotations: Trace[] = [];
  if (now !== null && now > view[0] && now < view[1]) {
    const x = (now + DAY) * MINUTE;
    shapes.push({
      type: "line", xref: "x", x0: x, x1: x, yref: "y", y0: 4, y1: height,
      line: { color: palette.accent, width: 1.5, dash: "dot" },
    });
    const late = (now - view[0]) / (view[1] - view[0]) > 0.6;
    annotations.push({
      x, y: HEAD / 2, xref: "x", yref: "y", xanchor: late ? "right" : "left", yanchor: "middle", showarrow: false,
      text: input.nowLabel, font: { size: 11, color: palette.accent }, borderpad: 3,
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
    clickanywhere: true,
    dragmode: "zoom",
    barmode: "overlay",
    bargap: 0,
    xaxis: {
      type: "date", range: [view[0] * MINUTE, view[1] * MINUTE], showgrid: true, gridcolor: palette.line,
      zeroline: false, ticks: "", linecolor: palette.line, automargin: false, nticks: Math.max(3, Math.floor(input.width / 85)),
      tickformatstops: tickFormats(input.german),
    },
    yaxis: { range: [height, 0], fixedrange: true, visible: false },
    shapes,
    annotations,
  };
}
