// Light, dark or as the system has it; and the colours of the charts, read from the style sheet.
import { signal } from "@preact/signals";

export type Theme = "auto" | "light" | "dark";

const contrasts = ["(prefers-contrast: more)", "(forced-colors: active)"].map((query) => window.matchMedia(query));
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function remembered(): Theme {
  try {
    const kept = localStorage.getItem("timeline-theme");
    if (kept === "light" || kept === "dark") return kept;
  } catch {
    // Storage may be closed to pages opened from disk.
  }
  return "auto";
}

export const theme = signal<Theme>(remembered());

export interface Palette {
  quads: string[];
  text: string;
  dim: string;
  line: string;
  surface: string;
  accent: string;
  mixed: string;
}

/** The colours as plotly can read them: those of the system have names that only style sheets know. */
function read(): Palette {
  const probe = document.createElement("span");
  document.documentElement.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = all(colour);
  probe.remove();
  return colours;
}

function all(colour: (name: string) => string): Palette {
  return {
    quads: [0, 1, 2, 3, 4].map((quad) => colour(`--quad-${quad}`)),
    text: colour("--text"),
    dim: colour("--dim"),
    line: colour("--line"),
    surface: colour("--surface"),
    accent: colour("--accent"),
    mixed: colour("--mixed"),
  };
}

export const palette = signal<Palette>(null as unknown as Palette);

function apply(): void {
  const resolved = theme.value === "auto" ? (dark.matches ? "dark" : "light") : theme.value;
  document.documentElement.dataset.theme = resolved;
  palette.value = read();
}

export function startTheme(): void {
  apply();
  for (const query of [dark, ...contrasts]) query.addEventListener("change", apply);
}

export function setTheme(value: Theme): void {
  theme.value = value;
  apply();
  try {
    localStorage.setItem("timeline-theme", value);
  } catch {
    // As above: it holds until the page is closed.
  }
}
