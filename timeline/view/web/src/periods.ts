// Stretches of time in which most of the events lie, where long silences separate them.
import { NONE, type Store } from "./data";
import { DAY } from "./dates";

export interface Period {
  from: number;
  to: number;
  count: number;
}

const SHORTEST_SILENCE = 45 * DAY;

/** Two to six periods in date order, or none where the events are not clustered. */
export function findPeriods(data: Store): Period[] {
  const { start, end } = data.events;
  const days: number[] = [];
  for (let event = 0; event < data.size; event++) {
    if (start[event] === NONE) continue;
    // What is known only to the month or year belongs to no cluster by itself.
    if (end[event] === NONE || end[event] - start[event] <= 8 * DAY) days.push(start[event]);
  }
  if (days.length < 8) return [];
  days.sort((a, b) => a - b);
  const silence = Math.max(SHORTEST_SILENCE, (days[days.length - 1] - days[0]) * 0.05);
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
  return periods.length < 2 || periods.length > 6 ? [] : periods;
}
