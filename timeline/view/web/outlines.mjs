// The outlines of land and the borders on it, as two paths of whole numbers: twentieths of a degree,
// east of the cut and south of the pole. From Natural Earth (public domain) through world-atlas.
import { readFileSync } from "node:fs";
import { feature, mesh } from "topojson-client";
import { filter, filterWeight, presimplify, quantile, simplify } from "topojson-simplify";

export const UNITS = 20; // per degree: some five kilometres, finer than the outlines are
const KEPT = 0.24; // share of the points; what bends a line least goes first
const LEAST_ISLAND = 0.08; // square degrees

// The map is cut in the Bering Strait and not at 180°, so that Russia stays in one piece.
export const CUT = -169.5;
const ICE = -60; // south of it nothing is drawn

const place = ([x, y]) => [Math.round((x - CUT) * UNITS), Math.round((90 - y) * UNITS)];

/** Longitudes without a jump at 180°, all on one side of the cut. */
function unwrap(points) {
  let turn = 0;
  const out = points.map(([x, y], index) => {
    if (index && Math.abs(x - points[index - 1][0]) > 180) turn += x > points[index - 1][0] ? -360 : 360;
    return [x + turn, y];
  });
  const middle = out.reduce((sum, [x]) => sum + x, 0) / out.length;
  const back = 360 * Math.floor((middle - CUT) / 360);
  return out.map(([x, y]) => [x - back, y]);
}

/** Relative steps, the sign of a number being enough to part it from the one before. */
function line(points, closed) {
  const steps = [];
  let last = null;
  for (const point of unwrap(points).map(place)) {
    if (last === null) steps.push(...point);
    else if (point[0] !== last[0] || point[1] !== last[1]) steps.push(point[0] - last[0], point[1] - last[1]);
    last = point;
  }
  if (steps.length < (closed ? 8 : 4)) return "";
  const [x, y, ...rest] = steps;
  const tail = rest.map((step, index) => (step < 0 || index === 0 ? `${step}` : ` ${step}`)).join("");
  return `M${x} ${y}l${tail}${closed ? "z" : ""}`;
}

export function outlines() {
  const world = JSON.parse(readFileSync("node_modules/world-atlas/countries-50m.json", "utf8"));
  const weighed = presimplify(world);
  const simple = filter(
    simplify(weighed, quantile(weighed, KEPT)), filterWeight(world, LEAST_ISLAND),
  );
  const land = feature(simple, simple.objects.land).features
    .flatMap(({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates))
    .flat()
    .filter((ring) => ring.some(([, y]) => y > ICE));
  const borders = mesh(simple, simple.objects.countries, (a, b) => a !== b).coordinates;
  return {
    units: UNITS,
    cut: CUT,
    land: land.map((ring) => line(ring, true)).join(""),
    borders: borders.map((arc) => line(arc, false)).join(""),
  };
}
