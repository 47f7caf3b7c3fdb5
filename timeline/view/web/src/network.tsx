// Actors and their ties in the events shown. Places come from Python, so that an actor stays where
// it is whatever is filtered; lines are counted here.
import { useEffect, useRef, useState } from "preact/hooks";
import { batch, useSignal } from "@preact/signals";
import Plotly, { type PlotElement, type Trace } from "plotly.js-basic-dist-min";
import { ROLE, type Store } from "./data";
import { shortRange } from "./dates";
import { counted, number, t } from "./i18n";
import { actorName } from "./labels";
import { plotConfig, plotText } from "./plot";
import { actorMode, chosen, range, result, selected, store, tab, toggle } from "./state";
import { palette, type Palette } from "./theme";
import { freeLabels, shorten, sortOf, type Sort } from "./ties";

interface Tie {
  a: number;
  b: number;
  cooperation: number;
  conflict: number;
  total: number;
}

/** The pairs as `timeline/graph.py` joins them: actors × recipients, else the actors themselves. */
function countTies(data: Store, events: Int32Array): Tie[] {
  const { roles, classes } = data;
  const size = data.actors.id.length;
  const ties: Tie[] = [];
  const known = new Map<number, Tie>();
  const join = (left: number, right: number, quad: number): void => {
    if (left === right) return;
    const [a, b] = left < right ? [left, right] : [right, left];
    let tie = known.get(a * size + b);
    if (!tie) {
      tie = { a, b, cooperation: 0, conflict: 0, total: 0 };
      known.set(a * size + b, tie);
      ties.push(tie);
    }
    tie.total++;
    if (quad < 2) tie.cooperation++;
    else if (quad < 4) tie.conflict++;
  };
  const doing: number[] = [];
  const doneTo: number[] = [];
  for (const event of events) {
    doing.length = doneTo.length = 0;
    for (let role = roles.at[event]; role < roles.at[event + 1]; role++) {
      if (roles.role[role] === ROLE.mentioned) continue;
      const side = roles.role[role] === ROLE.actor ? doing : doneTo;
      if (!side.includes(roles.actor[role])) side.push(roles.actor[role]);
    }
    const { quad } = classes[data.events.class[event]];
    for (let left = 0; left < doing.length; left++) {
      if (doneTo.length) for (const right of doneTo) join(doing[left], right, quad);
      else for (let right = left + 1; right < doing.length; right++) join(doing[left], doing[right], quad);
    }
  }
  return byTotal(ties);
}

/** The strongest first, in time that only grows with their number: there may be ten thousands. */
function byTotal(ties: Tie[]): Tie[] {
  const most = ties.reduce((max, tie) => Math.max(max, tie.total), 0);
  const starts = new Int32Array(most + 2);
  for (const tie of ties) starts[most - tie.total + 1]++;
  for (let total = 1; total < starts.length; total++) starts[total] += starts[total - 1];
  const out = new Array<Tie>(ties.length);
  for (const tie of ties) out[starts[most - tie.total]++] = tie;
  return out;
}

const DASH: Record<Sort, string> = { cooperation: "solid", conflict: "dash", mixed: "dashdot", none: "dot" };

function colourOf(sort: Sort, colours: Palette): string {
  return { cooperation: colours.quads[1], conflict: colours.quads[3], mixed: colours.mixed, none: colours.dim }[sort];
}

/** Who takes part in the open event. */
function openActors(data: Store, event: number): Set<number> {
  if (event < 0) return new Set();
  return new Set(data.roles.actor.subarray(data.roles.at[event], data.roles.at[event + 1]));
}

/** Only what the two do to each other or together. */
function choosePair(a: number, b: number): void {
  batch(() => {
    chosen.actor.value = new Set([a, b]);
    actorMode.value = "all";
  });
}

// With more lines than this the weak ones are drawn faintly, and pointing at one means nothing.
const THICKET = 150;
/** More lines are a ball of wool, and slow; the table has them all. */
const MOST_LINES = 400;
const POINTED = 120;

/** Those between actors who have a place in the picture. */
function drawable(data: Store, ties: Tie[]): Tie[] {
  const placed = new Uint8Array(data.actors.id.length);
  for (const actor of data.network.actor) placed[actor] = 1;
  return ties.filter((tie) => placed[tie.a] && placed[tie.b]);
}

function figure(data: Store, ties: Tie[], colours: Palette, width: number, height: number, here: ReadonlySet<number>) {
  const { network, actors } = data;
  const place = new Map(network.actor.map((actor, index) => [actor, [network.x[index], network.y[index]]]));
  const weight = new Map<number, number>();
  const drawn = drawable(data, ties).slice(0, MOST_LINES);
  for (const tie of drawn) {
    for (const actor of [tie.a, tie.b]) weight.set(actor, (weight.get(actor) ?? 0) + tie.total);
  }
  const nodes = network.actor.filter((actor) => weight.has(actor) || chosen.actor.value.has(actor));
  const top = Math.max(1, ...weight.values());
  const sizeOf = (actor: number): number => 9 + 15 * Math.sqrt((weight.get(actor) ?? 0) / top);
  const across = spread(nodes, (actor) => place.get(actor)![0]);
  const up = spread(nodes, (actor) => -place.get(actor)![1]);
  const at = apart(
    nodes, (actor) => [50 + across.get(actor)! * (width - 100), 16 + up.get(actor)! * (height - 46)],
    (actor) => sizeOf(actor) / 2, width, height,
  );
  const byWeight = [...nodes].sort((a, b) => (weight.get(b) ?? 0) - (weight.get(a) ?? 0));
  const fits = freeLabels(byWeight.map((actor) => ({
    x: at.get(actor)![0], y: at.get(actor)![1] + sizeOf(actor) / 2, text: shorten(actorName(data, actor)),
  })));
  const labelled = new Set(byWeight.filter((_, index) => fits[index]));
  const most = drawn.reduce((max, tie) => Math.max(max, tie.total), 1);
  const traces = new Map<string, Trace & { x: (number | null)[]; y: (number | null)[] }>();
  for (const tie of drawn) {
    const sort = sortOf(tie);
    const level = Math.min(3, Math.floor((tie.total / most) * 4));
    const key = `${sort}${level}`;
    let trace = traces.get(key);
    if (!trace) {
      trace = {
        type: "scatter", mode: "lines", x: [], y: [], hoverinfo: "skip",
        line: { color: colourOf(sort, colours), width: [1.1, 2, 3.2, 4.6][level], dash: DASH[sort] },
        opacity: drawn.length > THICKET ? [0.3, 0.65, 0.8, 0.9][level] : 0.75,
      };
      traces.set(key, trace);
    }
    const [from, to] = [at.get(tie.a)!, at.get(tie.b)!];
    trace.x.push(from[0], to[0], null);
    trace.y.push(from[1], to[1], null);
  }
  const opened = drawn.filter((tie) => here.has(tie.a) && here.has(tie.b));
  const openTrace: Trace = {
    type: "scatter", mode: "lines", hoverinfo: "skip", line: { color: colours.accent, width: 4 }, opacity: 0.9,
    x: opened.flatMap((tie) => [at.get(tie.a)![0], at.get(tie.b)![0], null]),
    y: opened.flatMap((tie) => [at.get(tie.a)![1], at.get(tie.b)![1], null]),
  };
  const pointed = drawn.slice(0, POINTED);
  const middle = (tie: Tie, axis: 0 | 1): number => (at.get(tie.a)![axis] + at.get(tie.b)![axis]) / 2;
  const middles: Trace = {
    type: "scatter", mode: "markers", hoverinfo: "none", customdata: pointed.map((tie) => [tie.a, tie.b]),
    x: pointed.map((tie) => middle(tie, 0)), y: pointed.map((tie) => middle(tie, 1)), marker: { size: 10, opacity: 0 },
  };
  const kinds: Record<string, string> = { country: "circle", person: "diamond", organisation: "square", group: "square" };
  const nodeTrace: Trace = {
    type: "scatter", mode: "markers+text", hoverinfo: "none", customdata: nodes, cliponaxis: false,
    x: nodes.map((actor) => at.get(actor)![0]),
    y: nodes.map((actor) => at.get(actor)![1]),
    text: nodes.map((actor) => (labelled.has(actor) ? plotText(shorten(actorName(data, actor))) : "")),
    // Names at the edges lean inwards.
    textposition: nodes.map((actor) => {
      const [x] = at.get(actor)!;
      return x < 80 ? "bottom right" : x > width - 80 ? "bottom left" : "bottom center";
    }),
    textfont: { color: colours.text, size: 12, shadow: `0 0 2px ${colours.surface}, 0 0 4px ${colours.surface}, 0 0 4px ${colours.surface}` },
    marker: {
      symbol: nodes.map((actor) => kinds[data.strings[actors.kind[actor]]] ?? "circle"),
      opacity: 1,
      size: nodes.map(sizeOf),
      color: nodes.map((actor) => (chosen.actor.value.has(actor) ? colours.accent : colours.surface)),
      line: {
        color: nodes.map((actor) => (chosen.actor.value.has(actor) || here.has(actor) ? colours.accent : colours.text)),
        width: nodes.map((actor) => (here.has(actor) ? 3.5 : 1.6)),
      },
    },
  };
  const axis = { visible: false, fixedrange: true };
  return {
    data: [...traces.values(), ...(opened.length ? [openTrace] : []), middles, nodeTrace],
    layout: {
      width, height, margin: { l: 0, r: 0, t: 0, b: 0 }, showlegend: false, hovermode: "closest", dragmode: false,
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif" }, 
      xaxis: { ...axis, range: [0, width] }, yaxis: { ...axis, range: [height, 0] },
    },
  };
}

/** 0..1, half by distance and half by rank: those in the picture fill it, in their order. */
function spread(actors: number[], value: (actor: number) => number): Map<number, number> {
  const order = [...actors].sort((a, b) => value(a) - value(b) || a - b);
  if (order.length < 2) return new Map(order.map((actor) => [actor, 0.5]));
  const low = value(order[0]);
  const reach = value(order[order.length - 1]) - low || 1;
  return new Map(order.map((actor, rank) => [
    actor, (value(actor) - low) / reach / 2 + rank / (order.length - 1) / 2,
  ]));
}

/** Places in pixels, pushed apart until no mark lies on another. */
function apart(
  actors: number[], place: (actor: number) => number[], radius: (actor: number) => number, width: number, height: number,
): Map<number, number[]> {
  const at = actors.map(place);
  const near = actors.map(radius);
  for (let round = 0; round < 40; round++) {
    for (let i = 0; i < at.length; i++) {
      for (let j = i + 1; j < at.length; j++) {
        const [dx, dy] = [at[j][0] - at[i][0] || 0.1, at[j][1] - at[i][1]];
        const distance = Math.hypot(dx, dy);
        const lack = (near[i] + near[j] + 9 - distance) / 2;
        if (lack <= 0) continue;
        const [x, y] = [(dx / distance) * lack, (dy / distance) * lack];
        at[i] = [at[i][0] - x, at[i][1] - y];
        at[j] = [at[j][0] + x, at[j][1] + y];
      }
      at[i] = [Math.max(40, Math.min(width - 40, at[i][0])), Math.max(14, Math.min(height - 26, at[i][1]))];
    }
  }
  return new Map(actors.map((actor, index) => [actor, at[index]]));
}

const FIRST = 40;
const AT_ONCE = 20_000; // events

/** The marks of the picture, for the legend. */
const SHAPE = {
  country: "M7 2a5 5 0 1 1 0 10a5 5 0 1 1 0-10Z", person: "M7 1 13 7 7 13 1 7Z", organisation: "M2.5 2.5h9v9h-9Z",
};

export function Network() {
  const plot = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [tip, setTip] = useState<{ x: number; y: number; what: number | [number, number] } | null>(null);
  const [all, setAll] = useState(false);
  const ties = useSignal<Tie[]>([]);
  const { events } = result.value;
  useEffect(() => {
    // The timeline is what was asked for first; a large network is counted once it is painted.
    if (store.value.size <= AT_ONCE) {
      ties.value = countTies(store.value, events);
      return undefined;
    }
    const later = setTimeout(() => { ties.value = countTies(store.value, events); }, 40);
    return () => clearTimeout(later);
  }, [events]);
  const data = store.value;
  const colours = palette.value;
  const config = plotConfig();
  const here = openActors(data, selected.value);
  const listed = all ? ties.value : ties.value.slice(0, FIRST);
  void chosen.actor.value;

  useEffect(() => {
    const element = plot.current!;
    const look = (): void => setSize({ width: element.clientWidth, height: Math.max(260, element.clientHeight) });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => {
      observer.disconnect();
      Plotly.purge(element);
    };
  }, []);

  useEffect(() => {
    if (size.width < 40) return;
    const element = plot.current as unknown as PlotElement;
    const { data: traces, layout } = figure(data, ties.value, colours, size.width, size.height, here);
    void Plotly.react(element, traces, layout, config).then(() => {
      if (element.dataset.ready) return;
      element.dataset.ready = "yes";
      element.on("plotly_click", (click) => {
        const what: unknown = click.points[0]?.customdata;
        setTip(null);
        if (typeof what === "number") toggle("actor", what);
        else if (Array.isArray(what)) choosePair(what[0] as number, what[1] as number);
      });
      element.on("plotly_hover", (hover) => {
        const what = hover.points[0]?.customdata as number | [number, number] | undefined;
        if (what !== undefined) setTip({ x: hover.event.clientX, y: hover.event.clientY, what });
      });
      element.on("plotly_unhover", () => setTip(null));
    });
  });

  return (
    <div class="network">
      <div class="network-picture">
        <p class="hint">
          {t("networkHint")}{" "}
          {drawable(data, ties.value).length > MOST_LINES && <>{t("networkMost")} </>}
          {range.value && <strong>{shortRange(range.value[0], range.value[1] - 1)}: {counted(result.value.events.length, "eventOne", "eventMany")}</strong>}
        </p>
        <div class="network-plot" ref={plot} role="img" aria-label={t("networkChart")} />
        {ties.value.length === 0 && <p class="empty">{t("networkEmpty")}</p>}
        <ul class="line-legend">
          {(["cooperation", "conflict", "mixed"] as const).map((sort) => (
            <li key={sort}>
              <svg width="34" height="8" aria-hidden="true"><line class={`tie ${sort}`} x1="1" y1="4" x2="33" y2="4" /></svg>
              {t(sort)}
            </li>
          ))}
          {(["country", "person", "organisation"] as const).map((kind) => (
            <li key={kind} class="node-kind">
              <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path class="node" d={SHAPE[kind]} /></svg>
              {t(`kind_${kind}`)}
            </li>
          ))}
        </ul>
      </div>
      <div class="network-table" tabIndex={0} role="region" aria-label={t("pairs")}>
        <h2>{t("pairs")}</h2>
        <table>
          <thead><tr><th scope="col">{t("actors")}</th><th scope="col">{t("cooperation")}</th><th scope="col">{t("conflict")}</th><th scope="col">{t("events")}</th></tr></thead>
          <tbody>
            {listed.map((tie) => (
              <tr key={`${tie.a}-${tie.b}`}>
                <td><NameButton actor={tie.a} /> – <NameButton actor={tie.b} /></td>
                <td>{number(tie.cooperation)}</td><td>{number(tie.conflict)}</td>
                <td>
                  <button
                    type="button" class="link" aria-label={`${t("showEventsOf")} ${actorName(data, tie.a)} – ${actorName(data, tie.b)}: ${number(tie.total)}`}
                    onClick={() => { choosePair(tie.a, tie.b); tab.value = "events"; }}
                  >{number(tie.total)}</button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {ties.value.length > listed.length && (
          <button type="button" class="link" onClick={() => setAll(true)}>{t("showAll")} ({number(ties.value.length)})</button>
        )}
      </div>
      {tip && (
        <div class="tip" style={{ left: `${Math.min(tip.x + 14, window.innerWidth - 300)}px`, top: `${tip.y + 16}px` }}>
          {typeof tip.what === "number"
            ? <><strong><bdi>{actorName(data, tip.what)}</bdi></strong><div>{counted(result.value.counts.actor.get(tip.what) ?? 0, "eventOne", "eventMany")}</div></>
            : <PairTip pair={tip.what} ties={ties.value} data={data} />}
        </div>
      )}
    </div>
  );
}

function PairTip({ pair: [a, b], ties, data }: { pair: [number, number]; ties: Tie[]; data: Store }) {
  const tie = ties.find((one) => one.a === a && one.b === b);
  return (
    <>
      <strong><bdi>{actorName(data, a)}</bdi> – <bdi>{actorName(data, b)}</bdi></strong>
      {tie && <div>{counted(tie.total, "eventOne", "eventMany")}</div>}
      {tie && <div class="tip-meta">{t("cooperation")} {number(tie.cooperation)} · {t("conflict")} {number(tie.conflict)}</div>}
    </>
  );
}

function NameButton({ actor }: { actor: number }) {
  return (
    <button type="button" class="link" aria-pressed={chosen.actor.value.has(actor)} onClick={() => toggle("actor", actor)}>
      <bdi>{actorName(store.value, actor)}</bdi>
    </button>
  );
}
