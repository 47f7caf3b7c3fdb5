// Cooperation and conflict, told apart by dash as well as by colour; names that find room.

export type Sort = "cooperation" | "conflict" | "mixed" | "none";

export function sortOf(counts: { cooperation: number; conflict: number }): Sort {
  const { cooperation, conflict } = counts;
  if (!cooperation && !conflict) return "none";
  const part = conflict / (cooperation + conflict);
  return part > 0.67 ? "conflict" : part < 0.33 ? "cooperation" : "mixed";
}

export interface Label {
  /** The middle of its upper edge. */
  x: number;
  y: number;
  text: string;
}

const LETTER = 6.8; // px, wide as letters of 12 px are at most on the average
const LINE = 16;

/** Whether each label fits without lying on one before it, or on a box that is taken. */
export function freeLabels(labels: readonly Label[], taken: number[][] = []): boolean[] {
  const boxes = [...taken];
  return labels.map(({ x, y, text }) => {
    const half = ([...text].length * LETTER) / 2;
    const box = [x - half, y, x + half, y + LINE];
    if (boxes.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return false;
    boxes.push(box);
    return true;
  });
}

export function shorten(name: string, most = 26): string {
  const letters = [...name];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : name;
}
