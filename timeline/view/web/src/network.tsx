// Actors and their ties in the events shown. Places come from Python, so that an actor stays where
// it is whatever is filtered; lines are counted here.
import { useEffect, useRef, useState } from "preact/hooks";
import { useComputed } from "@preact/signals";
import Plotly, { type PlotElement, type Trace } from "plotly.js-basic-dist-min";
import { ROLE, type Store } from "./data";
import { counted, number, t } from "./i18n";
import { actorName } from "./labels";
import { plotConfig, plotText } from "./plot";
import { chosen, result, store, toggle } from "./state";
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
  const ties = new Map<number, Tie>();
  for (const event of events) {
    const doing = new Set<number>();
    const doneTo = new Set<number>();
    for (let role = roles.at[event]; role < roles.at[event + 1]; role++) {
      if (roles.role[role] === ROLE.actor) doing.add(roles.actor[role]);
      else if (roles.role[role] === ROLE.recipient) doneTo.add(roles.actor[role]);
    }
    const { quad } = classes[data.events.class[event]];
    const join = (left: number, right: number): void => {
      if (left === right) return;
      const [a, b] = left < right ? [left, right] : [right, left];
      let tie = ties.get(a * size + b);
      if (!tie) ties.set(a * size + b, (tie = { a, b, cooperation: 0, conflict: 0, total: 0 }));
      tie.total++;
      if (quad < 2) tie.cooperation++;
      else if (quad < 4) tie.conflict++;
    };
    const list = [...doing];
    if (doneTo.size) for (const left of list) for (const right of doneTo) join(left, right);
    else list.forEach((left, index) => list.slice(index + 1).forEach((right) => join(left, right)));
  }
  return [...ties.values()].sort((x, y) => y.total - x.total);
}

const DASH: Record<Sort, string> = { cooperation: "solid", conflict: "dash", mixed: "dashdot", none: "dot" };

function colourOf(sort: Sort, colours: Palette): string {
  return { cooperation: colours.quads[1], conflict: colours.quads[3], mixed: colours.mixed, none: colours.dim }[sort];
}

function figure(data: Store, ties: Tie[], colours: Palette, width: number, height: number) {
  const { network, actors } = data;
  const place = new Map(network.actor.map((actor, index) => [actor, [network.x[index], network.y[index]]]));
  const weight = new Map<number, number>();
  const drawn = ties.filter((tie) => place.has(tie.a) && place.has(tie.b));
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
        line: { color: colourOf(sort, colours), width: [1.1, 2, 3.2, 4.6][level], dash: DASH[sort] }, opacity: 0.75,
      };
      traces.set(key, trace);
    }
    const [from, to] = [at.get(tie.a)!, at.get(tie.b)!];
    trace.x.push(from[0], to[0], null);
    trace.y.push(from[1], to[1], null);
  }
  const kinds: Record<string, string> = { country: "circle", person: "diamond", organisation: "square", group: "square" };
  const nodeTrace: Trace = {
    type: "scatter", mode: "markers+text", hoverinfo: "none", customdata: nodes, cliponaxis: false,
    x: nodes.map((actor) => at.get(actor)![0]),
    y: nodes.map((actor) => at.get(actor)![1]),
    text: nodes.map((actor) => (labelled.has(actor) ? plotText(shorten(actorName(data, actor))) : "")),
    textposition: "bottom center",
    textfont: { color: colours.text, size: 12 },
    marker: {
      symbol: nodes.map((actor) => kinds[data.strings[actors.kind[actor]]] ?? "circle"),
      opacity: 1,
      size: nodes.map(sizeOf),
      color: nodes.map((actor) => (chosen.actor.value.has(actor) ? colours.accent : colours.surface)),
      line: { color: nodes.map((actor) => (chosen.actor.value.has(actor) ? colours.accent : colours.text)), width: 1.6 },
    },
  };
  const axis = { visible: false, fixedrange: true };
  return {
    data: [...traces.values(), nodeTrace],
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

export function Network() {
  const plot = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [tip, setTip] = useState<{ x: number; y: number; actor: number } | null>(null);
  const ties = useComputed(() => countTies(store.value, result.value.events));
  const data = store.value;
  const colours = palette.value;
  const config = plotConfig();
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
    const { data: traces, layout } = figure(data, ties.value, colours, size.width, size.height);
    void Plotly.react(element, traces, layout, config).then(() => {
      if (element.dataset.ready) return;
      element.dataset.ready = "yes";
      element.on("plotly_click", (click) => {
        const actor = click.points[0]?.customdata;
        if (typeof actor === "number") toggle("actor", actor);
      });
      element.on("plotly_hover", (hover) => {
        const actor = hover.points[0]?.customdata;
        if (typeof actor === "number") setTip({ x: hover.event.clientX, y: hover.event.clientY, actor });
      });
      element.on("plotly_unhover", () => setTip(null));
    });
  });

  return (
    <div class="network">
      <div class="network-picture">
        <p class="hint">{t("networkHint")}</p>
        <div class="network-plot" ref={plot} role="img" aria-label={t("networkChart")} />
        {ties.value.length === 0 && <p class="empty">{t("networkEmpty")}</p>}
        <ul class="line-legend">
          {(["cooperation", "conflict", "mixed"] as const).map((sort) => (
            <li key={sort}>
              <svg width="34" height="8" aria-hidden="true"><line class={`tie ${sort}`} x1="1" y1="4" x2="33" y2="4" /></svg>
              {t(sort)}
            </li>
          ))}
        </ul>
      </div>
      <div class="network-table">
        <h3>{t("pairs")}</h3>
        <table>
          <thead><tr><th scope="col">{t("actors")}</th><th scope="col">{t("cooperation")}</th><th scope="col">{t("conflict")}</th><th scope="col">{t("events")}</th></tr></thead>
          <tbody>
            {ties.value.slice(0, 40).map((tie) => (
              <tr key={`${tie.a}-${tie.b}`}>
                <td><NameButton actor={tie.a} /> – <NameButton actor={tie.b} /></td>
                <td>{number(tie.cooperation)}</td><td>{number(tie.conflict)}</td><td>{number(tie.total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {tip && (
        <div class="tip" style={{ left: `${Math.min(tip.x + 14, window.innerWidth - 300)}px`, top: `${tip.y + 16}px` }}>
          <strong><bdi>{actorName(data, tip.actor)}</bdi></strong>
          <div>{counted(result.value.counts.actor.get(tip.actor) ?? 0, "eventOne", "eventMany")}</div>
        </div>
      )}
    </div>
  );
}

function NameButton({ actor }: { actor: number }) {
  return (
    <button type="button" class="link" aria-pressed={chosen.actor.value.has(actor)} onClick={() => toggle("actor", actor)}>
      <bdi>{actorName(store.value, actor)}</bdi>
    </button>
  );
}
