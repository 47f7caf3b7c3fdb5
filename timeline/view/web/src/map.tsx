// The places of the events shown, on outlines that lie in the page: nothing is fetched. The table
// beside the map says the same in words, and what cannot be drawn is listed below it.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useComputed } from "@preact/signals";
import { borders, land } from "outlines";
import type { Store } from "./data";
import { circles, fitView, panView, project, toScreen, zoomView, type Circle, type Size, type Spot, type View } from "./geometry";
import { counted, number, t } from "./i18n";
import { placeName } from "./labels";
import { chosen, result, selected, store, tab, toggle, type Result } from "./state";
import { freeLabels, shorten, sortOf } from "./ties";
import "./map.css";

/** Every place of the events shown or to be had, most events first; `at` is NaN where unknown. */
function countSpots(data: Store, shown: Result): Spot[] {
  const { places, events, classes } = data;
  const spots: Spot[] = [];
  const byPlace: Spot[] = [];
  for (const [place, would] of shown.counts.place) {
    if (place < 0) continue;
    const [east, north] = [places.longitude[place], places.latitude[place]];
    const at = east === null || north === null ? [NaN, NaN] as const : project(east, north);
    spots.push(byPlace[place] = { place, at, would, shown: 0, cooperation: 0, conflict: 0 });
  }
  for (const event of shown.events) {
    const spot = byPlace[events.place[event]];
    if (!spot) continue;
    spot.shown++;
    const { quad } = classes[events.class[event]];
    if (quad < 2) spot.cooperation++;
    else if (quad < 4) spot.conflict++;
  }
  return spots.sort((a, b) => b.shown - a.shown || b.would - a.would || a.place - b.place);
}

function showEvents(places: Iterable<number>): void {
  chosen.place.value = new Set(places);
  tab.value = "events";
}

/** Chooses all places of a circle, or lets go of them where all are chosen. */
function choose(circle: Circle): void {
  const next = new Set(chosen.place.value);
  const all = circle.spots.every(({ place }) => next.has(place));
  for (const { place } of circle.spots) {
    if (all) next.delete(place);
    else next.add(place);
  }
  chosen.place.value = next;
}

export function PlacesMap() {
  const data = store.value;
  const spots = useComputed(() => countSpots(store.value, result.value));
  const drawn = useComputed(() => spots.value.filter(({ at }) => !Number.isNaN(at[0])));
  const lost = spots.value.filter(({ at }) => Number.isNaN(at[0]));
  const nowhere = result.value.counts.place.get(-1) ?? 0;
  return (
    <div class="network map">
      <div class="network-picture">
        <p class="hint">{t("mapHint")}</p>
        <Picture data={data} spots={drawn.value} />
        <ul class="line-legend">
          {(["cooperation", "conflict", "mixed", "none"] as const).map((sort) => (
            <li key={sort}>
              <svg width="16" height="16" aria-hidden="true"><circle class={`spot ${sort}`} cx="8" cy="8" r="6.5" /></svg>
              {t(sort === "none" ? "neither" : sort)}
            </li>
          ))}
          <li class="credit">{t("mapOutlines")}</li>
        </ul>
      </div>
      <div class="network-table" tabIndex={0} role="region" aria-label={t("places")}>
        <div class="facets-bar">
          <h2>{t("places")}</h2>
          {chosen.place.value.size > 0 && (
            <button type="button" class="button" onClick={() => { tab.value = "events"; }}>
              {t("showEvents")} ({number(result.value.events.length)})
            </button>
          )}
        </div>
        <PlaceTable spots={drawn.value} />
        {(nowhere > 0 || lost.length > 0) && <h2>{t("offMap")}</h2>}
        {nowhere > 0 && (
          <p>
            <button type="button" class="link" onClick={() => showEvents([-1])}>{counted(nowhere, "eventOne", "eventMany")}</button>
            {" "}{t("eventsNoPlace")}
          </p>
        )}
        {lost.length > 0 && <><h3>{t("noCoordinates")}</h3><PlaceTable spots={lost} /></>}
      </div>
    </div>
  );
}

const STEP = 60; // px that an arrow key moves

function Picture({ data, spots }: { data: Store; spots: Spot[] }) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  // Null as long as nobody has moved the map: then it follows what is shown.
  const [moved, setMoved] = useState<View | null>(null);
  const [tip, setTip] = useState<{ x: number; y: number; circle: Circle } | null>(null);
  const drag = useRef<{ x: number; y: number; far: boolean } | null>(null);
  const where = spots.map(({ place }) => place).sort((a, b) => a - b).join();
  const fitted = useMemo(
    () => fitView(spots.map(({ at }) => at), size), [where, size.width, size.height],
  );
  const view = moved ?? fitted;
  const current = useRef(view);
  current.current = view;

  useEffect(() => {
    const element = box.current!;
    const look = (): void => setSize({ width: element.clientWidth, height: Math.max(240, element.clientHeight) });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = box.current!;
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const factor = Math.exp(-Math.max(-240, Math.min(240, event.deltaY)) / 400);
      setTip(null);
      setMoved(zoomView(current.current, size, factor, [event.clientX - left, event.clientY - top]));
    };
    // Not passive: the map moves, not the page.
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [size.width, size.height]);

  const zoom = (factor: number): void => setMoved(zoomView(view, size, factor));
  const keys = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Record<string, () => void> = {
      ArrowLeft: () => setMoved(panView(view, -STEP, 0)), ArrowRight: () => setMoved(panView(view, STEP, 0)),
      ArrowUp: () => setMoved(panView(view, 0, -STEP)), ArrowDown: () => setMoved(panView(view, 0, STEP)),
      "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), 0: () => setMoved(null),
    };
    if (!Object.hasOwn(steps, event.key)) return;
    steps[event.key]();
    event.preventDefault();
    event.stopPropagation();
  };

  const round = size.width ? circles(spots, view, size) : [];
  const labels = round.map((circle) => {
    const [first, ...more] = circle.spots;
    const text = shorten(placeName(data, first.place)) + (more.length ? ` +${more.length}` : "");
    return { x: circle.x, y: circle.y + circle.radius + 1, text };
  });
  const fits = freeLabels(labels, round.slice(0, 60).map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius]));
  const here = selected.value < 0 ? -1 : data.events.place[selected.value];
  const across = view.scale * view.squeeze;
  return (
    <div class="map-box" ref={box} data-ready={size.width ? "yes" : undefined}>
      <svg
        class="map-plot" width={size.width} height={size.height} role="img" tabindex={0} aria-label={t("mapChart")} aria-describedby="map-keys"
        onKeyDown={keys}
        onPointerDown={(event) => {
          drag.current = { x: event.clientX, y: event.clientY, far: false };
        }}
        onPointerMove={(event) => {
          const from = drag.current;
          if (!from || !event.buttons) return;
          const [right, down] = [event.clientX - from.x, event.clientY - from.y];
          if (!from.far && Math.hypot(right, down) < 4) return;
          if (!from.far) event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, y: event.clientY, far: true };
          setTip(null);
          setMoved(panView(current.current, -right, -down));
        }}
        onPointerUp={() => { drag.current = null; }} onPointerCancel={() => { drag.current = null; }}
      >
        <g transform={`translate(${size.width / 2 - view.x * across} ${size.height / 2 - view.y * view.scale}) scale(${across} ${view.scale})`}>
          <path class="land" d={land} />
          <path class="borders" d={borders} />
        </g>
        <Grid view={view} size={size} />
        {round.map((circle) => {
          const sort = sortOf(circle);
          const on = circle.spots.some(({ place }) => chosen.place.value.has(place));
          const open = circle.spots.some(({ place }) => place === here);
          return (
            <g
              key={circle.spots[0].place} class={`place-mark${circle.shown ? "" : " faint"}`} data-place={circle.spots[0].place}
              onClick={() => choose(circle)}
              onPointerEnter={(event) => setTip({ x: event.clientX, y: event.clientY, circle })} onPointerLeave={() => setTip(null)}
            >
              {(on || open) && <circle class={open ? "halo open" : "halo"} cx={circle.x} cy={circle.y} r={circle.radius + 4} />}
              <circle class={`spot ${sort}`} cx={circle.x} cy={circle.y} r={circle.radius} />
              {circle.radius > 11 && <text class="spot-count" x={circle.x} y={circle.y + 4}>{number(circle.shown || circle.would)}</text>}
            </g>
          );
        })}
        {labels.map(({ x, y, text }, index) => fits[index] && (
          <text key={round[index].spots[0].place} class="spot-name" x={x} y={y + 11}>{text}</text>
        ))}
      </svg>
      <div class="segmented map-zoom" role="group" aria-label={t("map")}>
        <button type="button" title={t("zoomIn")} aria-label={t("zoomIn")} onClick={() => zoom(1.6)}>+</button>
        <button type="button" title={t("zoomOut")} aria-label={t("zoomOut")} onClick={() => zoom(1 / 1.6)}>−</button>
        <button type="button" disabled={moved === null} onClick={() => setMoved(null)}>{t("zoomFit")}</button>
      </div>
      <p class="visually-hidden" id="map-keys">{t("mapKeys")}</p>
      {spots.length === 0 && <p class="empty">{t("mapEmpty")}</p>}
      {tip && <Tip {...tip} data={data} />}
    </div>
  );
}

/** Every thirtieth degree, so that an empty sea tells where it is. */
function Grid({ view, size }: { view: View; size: Size }) {
  const lines = [];
  for (let degree = -180; degree < 180; degree += 30) {
    const [x, y] = toScreen(view, size, project(degree * 100, degree * 100));
    lines.push(<line key={`x${degree}`} class="grid" x1={x} x2={x} y1={0} y2={size.height} />);
    if (Math.abs(degree) < 90) lines.push(<line key={`y${degree}`} class="grid" x1={0} x2={size.width} y1={y} y2={y} />);
  }
  return <>{lines}</>;
}

function Tip({ x, y, circle, data }: { x: number; y: number; circle: Circle; data: Store }) {
  const names = circle.spots.slice(0, 4).map(({ place }) => placeName(data, place));
  return (
    <div class="tip" style={{ left: `${Math.min(x + 14, window.innerWidth - 300)}px`, top: `${y + 16}px` }}>
      <strong><bdi>{names.join(", ")}</bdi>{circle.spots.length > 4 && ` + ${number(circle.spots.length - 4)} ${t("placesMore")}`}</strong>
      <div>{counted(circle.shown || circle.would, "eventOne", "eventMany")}</div>
      <div class="tip-meta">{t("cooperation")} {number(circle.cooperation)} · {t("conflict")} {number(circle.conflict)}</div>
    </div>
  );
}

const FIRST = 40;

function PlaceTable({ spots }: { spots: Spot[] }) {
  const data = store.value;
  const [all, setAll] = useState(false);
  const listed = all ? spots : spots.slice(0, FIRST);
  if (!spots.length) return null;
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("place")}</th><th scope="col">{t("cooperation")}</th><th scope="col">{t("conflict")}</th><th scope="col">{t("events")}</th>
          </tr>
        </thead>
        <tbody>
          {listed.map((spot) => {
            const name = placeName(data, spot.place);
            const country = data.places.country[spot.place];
            return (
              <tr key={spot.place}>
                <td>
                  <button type="button" class="link" aria-pressed={chosen.place.value.has(spot.place)} onClick={() => toggle("place", spot.place)}><bdi>{name}</bdi></button>
                  {country >= 0 && <span class="dim"> <bdi>{data.strings[country]}</bdi></span>}
                </td>
                <td>{number(spot.cooperation)}</td><td>{number(spot.conflict)}</td>
                <td>
                  <button type="button" class="link" aria-label={`${t("showEventsOf")} ${name}: ${number(spot.would)}`} onClick={() => showEvents([spot.place])}>{number(spot.would)}</button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {spots.length > listed.length && (
        <button type="button" class="link" onClick={() => setAll(true)}>{t("showAll")} ({number(spots.length)})</button>
      )}
    </>
  );
}
