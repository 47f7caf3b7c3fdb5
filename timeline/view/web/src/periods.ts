// Stretches of time in which most of the events lie, where long silences separate them.
import { NONE, type Store } from "./data";
import { DAY } from "./dates";

export interface Period {
  from: number;
  to: number;
  count: number;
}

const SHORTEST_SILENCE = 45 * DAY;
// Above this many times the periods, the whole is a line with everything in one place.
const MUCH_LONGER = 50;

/**
 * Up to six periods in date order, or none where the events are not clustered. A single one counts
 * only where a few stray dates ("in 1744", "2099") make the whole much longer.
 */
export function findPeriods(data: Store, extent: readonly [number, number]): Period[] {
  const { start, end } = data.events;
  const days: number[] = [];
  for (let event = 0; event < data.size; event++) {
    if (start[event] === NONE) continue;
    // What is known only to the month or year belongs to no cluster by itself.
    if (end[event] === NONE || end[event] - start[event] <= 8 * DAY) days.push(start[event]);
  }
  if (days.length < 8) return [];
  days.sort((a, b) => a - b);
  // One in a hundred at either end may be a stray.
  const usual = days[Math.ceil(days.length * 0.99) - 1] - days[Math.floor(days.length * 0.01)];
  const silence = Math.max(SHORTEST_SILENCE, usual * 0.05);
  const periods: Period[] = [];
  let first = 0;
  for (let index = 1; index <= days.length; index++) {
    if (index < days.length && days[index] - days[index - 1] <= silence) continue;
    const count = index - first;
    if (count >= Math.max(3, days.length * 0.03)) {
      const from = Math.floor(days[first] / DAY - 1) * DAY;
      periods.push({ from, to: Math.floor(days[index - 1] / DAY + 2) * DAY, count });
    }
    first = index;
  }
  if (periods.length > 6 || (periods.length === 1 && coreOf(periods, extent) === null)) return [];
  return periods;
}

/** From the first period to the last, where that is a very small part of the whole; else null. */
export function coreOf(periods: Period[], extent: readonly [number, number]): readonly [number, number] | null {
  if (!periods.length) return null;
  const [from, to] = [periods[0].from, periods[periods.length - 1].to];
  return (to - from) * MUCH_LONGER < extent[1] - extent[0] ? [from, to] : null;
}
