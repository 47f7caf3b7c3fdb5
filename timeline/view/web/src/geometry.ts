// What the map reckons: degrees to units of the outlines, the part of the world in sight, and which
// circles lie so close that they are drawn as one.
import { cut, units } from "outlines";

export interface View {
  /** The middle, in units of the outlines. */
  x: number;
  y: number;
  /** Pixels per unit from north to south. */
  scale: number;
  /** How much narrower a degree is from west to east, as on the ground at the middle. */
  squeeze: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Hundredths of a degree to units of the outlines. */
export function project(longitude: number, latitude: number): [number, number] {
  const east = longitude / 100 - cut;
  return [(east - 360 * Math.floor(east / 360)) * units, (90 - latitude / 100) * units];
}

export function toScreen(view: View, size: Size, point: readonly [number, number]): [number, number] {
  return [
    size.width / 2 + (point[0] - view.x) * view.scale * view.squeeze,
    size.height / 2 + (point[1] - view.y) * view.scale,
  ];
}

const LEAST = 9 * units; // a single place is shown with its surroundings
const MOST_SCALE = 20; // a street is narrower than what the coordinates tell

/** The view that holds all points, or the inhabited world where there are none. */
export function fitView(points: readonly (readonly [number, number])[], size: Size): View {
  const xs = points.length ? points.map(([x]) => x) : [0, 360 * units];
  const ys = points.length ? points.map(([, y]) => y) : [8 * units, 146 * units];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const y = (top + bottom) / 2;
  // A map of the whole world needs no more squeezing than its middle latitudes.
  const latitude = Math.min(65, Math.max(Math.abs(90 - y / units), (right - left) / units > 120 ? 35 : 0));
  const squeeze = Math.cos((latitude * Math.PI) / 180);
  const across = Math.max(LEAST, right - left) * squeeze;
  const down = Math.max(LEAST, bottom - top);
  const scale = Math.min((size.width - 90) / across, (size.height - 70) / down);
  return { x: (left + right) / 2, y, scale, squeeze };
}

/** Closer by `factor`, so that what lies at the place on the screen stays there. */
export function zoomView(view: View, size: Size, factor: number, at?: readonly [number, number]): View {
  const least = Math.min(size.width / (360 * units * view.squeeze), size.height / (160 * units)) * 0.8;
  const scale = Math.max(least, Math.min(MOST_SCALE, view.scale * factor));
  const [px, py] = at ?? [size.width / 2, size.height / 2];
  const hold = 1 / view.scale - 1 / scale;
  return keepInside({
    ...view, scale,
    x: view.x + ((px - size.width / 2) / view.squeeze) * hold,
    y: view.y + (py - size.height / 2) * hold,
  });
}

/** Moves by pixels. */
export function panView(view: View, right: number, down: number): View {
  return keepInside({ ...view, x: view.x + right / view.scale / view.squeeze, y: view.y + down / view.scale });
}

function keepInside(view: View): View {
  return {
    ...view,
    x: Math.max(0, Math.min(360 * units, view.x)), y: Math.max(0, Math.min(180 * units, view.y)),
  };
}

export interface Spot {
  place: number;
  at: readonly [number, number];
  /** Events shown, and those that choosing the place would show. */
  shown: number;
  would: number;
  cooperation: number;
  conflict: number;
}

export interface Circle {
  spots: Spot[];
  x: number;
  y: number;
  radius: number;
  shown: number;
  would: number;
  cooperation: number;
  conflict: number;
}

const LEAST_RADIUS = 4.5;
const MORE_RADIUS = 17;
const FULL = 12; // events of a circle of full size, at least

/** The circles in sight, the largest first; places that would lie on each other share one. */
export function circles(spots: readonly Spot[], view: View, size: Size): Circle[] {
  // Where nowhere has more than a few, single events shall not look like much.
  const top = spots.reduce((most, spot) => Math.max(most, spot.would), FULL);
  const more = MORE_RADIUS * Math.max(0.55, Math.min(1, size.width / 700));
  const radiusOf = (count: number): number => LEAST_RADIUS + more * Math.sqrt(count / top);
  const out: Circle[] = [];
  for (const spot of [...spots].sort((a, b) => b.would - a.would || a.place - b.place)) {
    const [x, y] = toScreen(view, size, spot.at);
    const radius = radiusOf(spot.would);
    const near = out.find((circle) => Math.hypot(circle.x - x, circle.y - y) < (circle.radius + radius) * 0.8);
    if (!near) {
      const { shown, would, cooperation, conflict } = spot;
      out.push({ spots: [spot], x, y, radius, shown, would, cooperation, conflict });
      continue;
    }
    near.spots.push(spot);
    near.shown += spot.shown;
    near.would += spot.would;
    near.cooperation += spot.cooperation;
    near.conflict += spot.conflict;
  }
  for (const circle of out) circle.radius = Math.min(LEAST_RADIUS + more * 1.3, radiusOf(circle.would));
  return out
    .filter(({ x, y, radius }) => x > -radius && y > -radius && x < size.width + radius && y < size.height + radius)
    .sort((a, b) => b.would - a.would);
}
