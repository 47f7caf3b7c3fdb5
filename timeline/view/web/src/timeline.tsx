// The chart with its lanes, the overview below it, and the buttons that move the time range.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import Plotly, { type PlotElement } from "plotly.js-basic-dist-min";
import { LANE, makeFigure, type Bin, type Figure } from "./chart";
import { NONE } from "./data";
import { DAY, inWords, monthRange, shortDay, shortRange } from "./dates";
import { Glyph } from "./glyph";
import { counted, language, named, number, t } from "./i18n";
import { className, statusName, whoToWhom } from "./labels";
import { makeLanes, type Lane } from "./lanes";
import { Overview } from "./overview";
import { plotConfig, plotMinutes } from "./plot";
import {
  chosen, extent, laneMode, LANE_MODES, lastPublished, periods, range, result, selected, store, tab, toggle,
} from "./state";
import { palette } from "./theme";

interface Tip {
  x: number;
  y: number;
  event: number;
  bin: Bin | null;
}

export function zoom(factor: number): void {
  const [from, to] = range.value ?? extent.value;
  const middle = (from + to) / 2;
  const half = Math.max(60, ((to - from) / 2) * factor);
  setRange(middle - half, middle + half);
}

export function shift(part: number): void {
  const [from, to] = range.value ?? extent.value;
  const [first, last] = extent.value;
  const by = Math.max(first - from, Math.min(last - to, (to - from) * part));
  setRange(from + by, to + by);
}

/** Sets the range, in whole days unless it is short; the whole extent is the same as none. */
export function setRange(from: number, to: number): void {
  const [first, last] = extent.value;
  const unit = to - from > 2 * DAY ? DAY : 1;
  const a = Math.round(Math.max(from, first) / unit) * unit;
  const b = Math.round(Math.min(to, last) / unit) * unit;
  if (b - a < 30) return;
  range.value = a <= first && b >= last ? null : [a, b];
}

/** Zooms to the events shown; what is known only to the year does not keep the view wide. */
function fit(): void {
  const { start, end } = store.value.events;
  let [first, last] = [Infinity, -Infinity];
  for (const event of result.value.events) {
    const from = start[event] === NONE ? end[event] : start[event];
    const to = end[event] === NONE ? from : end[event];
    if (from === NONE || to - from > 100 * DAY) continue;
    first = Math.min(first, from);
    last = Math.max(last, to);
  }
  const air = Math.max(DAY, (last - first) * 0.03);
  if (last >= first) setRange(Math.floor((first - air) / DAY) * DAY, Math.ceil((last + air) / DAY) * DAY);
}

/** For whoever measures: the moment at which the browser has painted what plotly drew. */
function markPainted(): void {
  requestAnimationFrame(() => setTimeout(() => performance.mark("timeline-painted")));
}

export function TimelineChart() {
  const plot = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [tip, setTip] = useState<Tip | null>(null);
  const now = lastPublished.value;
  const colours = palette.value;
  const view = range.value ?? extent.value;
  const chosenEvent = selected.value;
  const config = plotConfig();
  const budget = window.innerWidth < 700 ? (tab.value === "events" ? 200 : 110) : Math.max(132, Math.min(360, window.innerHeight * (tab.value !== "events" ? 0.16 : window.innerWidth < 1180 ? 0.24 : 0.28)));
  const most = Math.max(6, Math.floor(budget / LANE));
  const lanes = useMemo(
    () => makeLanes(store.value, laneMode.value, result.value.events, most),
    [laneMode.value, result.value, most, language.value],
  );
  const figure: Figure | null = width < 40 ? null : makeFigure({
    data: store.value, lanes, view, width, palette: colours, selected: chosenEvent,
    budget, german: language.value === "de", now, nowLabel: now === null ? "" : `${t("lastReport")} ${shortDay(now)}`,
  });

  const binAt = useRef<Figure["binAt"]>(undefined);
  binAt.current = figure?.binAt;

  useEffect(() => {
    const element = plot.current!;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    setWidth(Math.floor(element.clientWidth));
    return () => {
      observer.disconnect();
      Plotly.purge(element);
    };
  }, []);

  const binUnder = (event: MouseEvent): Bin | null => {
    const { left, top } = plot.current!.getBoundingClientRect();
    return binAt.current?.(event.clientX - left, event.clientY - top) ?? null;
  };
  const move = (event: MouseEvent): void => {
    if (!binAt.current) return;
    const bin = event.buttons ? null : binUnder(event);
    setTip(bin && { x: event.clientX, y: event.clientY, event: -1, bin });
  };

  useEffect(() => {
    if (!figure) return;
    const element = plot.current as unknown as PlotElement;
    void Plotly.react(element, figure.data, figure.layout, config).then(() => {
      markPainted();
      if (element.dataset.ready) return;
      element.dataset.ready = "yes";
      listen(element, setTip, binUnder);
    });
  });

  return (
    <section class="chart" aria-label={t("timelineChart")}>
      <div class="chart-bar">
        <div class="segmented" role="group" aria-label={t("lanes")}>
          <span class="dim">{t("lanes")}</span>
          {LANE_MODES.map((mode) => (
            <button
              type="button" key={mode} aria-pressed={laneMode.value === mode}
              onClick={() => { laneMode.value = mode; }}
            >{t(mode)}</button>
          ))}
        </div>
        <div class="grow" />
        <div class="segmented" role="group" aria-label={t("timeRange")}>
          <button type="button" title={t("earlier")} aria-label={t("earlier")} onClick={() => shift(-0.5)}>‹</button>
          <button type="button" title={t("zoomOut")} aria-label={t("zoomOut")} onClick={() => zoom(2)}>−</button>
          <button type="button" title={t("zoomIn")} aria-label={t("zoomIn")} onClick={() => zoom(0.5)}>+</button>
          <button type="button" title={t("later")} aria-label={t("later")} onClick={() => shift(0.5)}>›</button>
          <button type="button" title={t("zoomFitHint")} onClick={fit}>{t("zoomFit")}</button>
          <button type="button" disabled={range.value === null} title={t("zoomAllHint")} onClick={() => { range.value = null; }}>{t("zoomAll")}</button>
        </div>
      </div>
      <div class="lanes" style={{ height: `${figure ? figure.height : 120}px` }}>
        <div class="lane-names">
          {figure && lanes.map((lane, index) => (
            <LaneName key={`${lane.facet}${lane.value}`} lane={lane} place={figure.lanes[index]} />
          ))}
        </div>
        <div class="plot" ref={plot} onMouseMove={move} onMouseLeave={() => setTip(null)} />
        {result.value.events.length === 0 && <p class="empty">{t(store.value.size ? "nothing" : "noEvents")}</p>}
      </div>
      <Overview />
      <Periods />
      <Legend />
      {tip && <Tooltip tip={tip} />}
    </section>
  );
}

function LaneName(props: { lane: Lane; place: { top: number; height: number } }) {
  const { lane, place } = props;
  const style = { top: `${place.top}px`, height: `${place.height}px` };
  const inner = (
    <>
      <bdi class="lane-label">{lane.label}</bdi>
      <span class="count">{number(lane.events.length)}</span>
    </>
  );
  if (lane.value === null) return <div class="lane-name" style={style}>{inner}</div>;
  const value = lane.value;
  return (
    <button
      type="button" class="lane-name" style={style}
      title={lane.facet === "actor" ? `${lane.label}: ${number(lane.events.length)} ${t("laneHint")}` : lane.label}
      aria-pressed={chosen[lane.facet].value.has(value)} onClick={() => toggle(lane.facet, value)}
    >{inner}</button>
  );
}

function Periods() {
  if (!periods.value.length) return null;
  const shown = range.value;
  return (
    <div class="periods" role="group" aria-label={t("periods")}>
      <span class="dim">{t("periods")}</span>
      {periods.value.map(({ from, to, count }) => (
        <button
          type="button" key={from} class="link" aria-pressed={shown !== null && shown[0] === from && shown[1] === to}
          onClick={() => { range.value = [from, to]; }}
        >{monthRange(from + DAY, to - DAY - 1)} <span class="count">{number(count)}</span></button>
      ))}
    </div>
  );
}

function Legend() {
  const data = store.value;
  return (
    <div class="legend">
      <ul class="only-narrow" aria-label={t("status")}>
        {data.statuses.map((_, status) => (
          <li key={status}><Glyph status={status} quad={5} size={12} />{statusName(data, status)}</li>
        ))}
      </ul>
      <ul>
        <li>{t("cooperation")}</li>
        {[0, 1].map((quad) => <li key={quad}><span class={`swatch q${quad}`} />{t(quad ? "inDeeds" : "inWords")}</li>)}
        <li class="apart">{t("conflict")}</li>
        {[2, 3].map((quad) => <li key={quad}><span class={`swatch q${quad}`} />{t(quad > 2 ? "inDeeds" : "inWords")}</li>)}
        <li class="apart"><span class="swatch q4" />{named("quad_", "4")}</li>
      </ul>
      {data.links.event.length > 0 && (
        <ul aria-label={t("story")}>
          {["took_place", "postponed", "called_off"].map((kind) => (
            <li key={kind}>
              <svg width="26" height="8" viewBox="0 0 26 8" aria-hidden="true"><line class={`story-line ${kind}`} x1="1" y1="4" x2="25" y2="4" /></svg>
              {named("link_", kind)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Tooltip({ tip }: { tip: Tip }) {
  const data = store.value;
  const style = {
    left: `${Math.min(tip.x + 14, window.innerWidth - 300)}px`,
    top: `${tip.y > window.innerHeight - 130 ? tip.y - 100 : tip.y + 16}px`,
  };
  if (tip.bin) {
    const { from, to, count } = tip.bin;
    return (
      <div class="tip" style={style} role="presentation">
        <strong>{counted(count, "eventOne", "eventMany")}</strong>
        <div>{to - from <= DAY ? shortDay(from) : shortRange(from, to - 1)}</div>
      </div>
    );
  }
  const { events, strings, classes } = data;
  const { event } = tip;
  return (
    <div class="tip" style={style} role="presentation">
      <strong dir="auto">{strings[events.title[event]]}</strong>
      <div>{inWords(data, event)}</div>
      <div class="tip-meta">
        <Glyph status={events.status[event]} quad={classes[events.class[event]].quad} size={12} />
        {className(data, events.class[event])}, {statusName(data, events.status[event])}
        {" · "}<bdi>{whoToWhom(data, event)}</bdi>
      </div>
    </div>
  );
}

function listen(
  element: PlotElement, setTip: (tip: Tip | null) => void, binUnder: (event: MouseEvent) => Bin | null,
): void {
  element.on("plotly_relayout", (change: Record<string, unknown>) => {
    if (!("xaxis.range[0]" in change)) return;
    setTip(null);
    setRange(plotMinutes(change["xaxis.range[0]"]), plotMinutes(change["xaxis.range[1]"]));
  });
  element.on("plotly_doubleclick", () => { range.value = null; });
  element.on("plotly_hover", (hover: { points: { customdata: unknown }[]; event: MouseEvent }) => {
    const what = hover.points[0]?.customdata;
    const at = { x: hover.event.clientX, y: hover.event.clientY };
    if (typeof what === "number") setTip({ ...at, event: what, bin: null });
  });
  element.on("plotly_unhover", () => setTip(null));
  element.on("plotly_click", (click: { points: { customdata: unknown }[]; event: MouseEvent }) => {
    const what = click.points[0]?.customdata;
    setTip(null);
    if (typeof what === "number") selected.value = what;
    else {
      const bin = binUnder(click.event);
      if (bin) setRange(bin.from, bin.to);
    }
  });
}
