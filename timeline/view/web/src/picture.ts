// The chart as it stands, with its lanes' names, what it shows and a legend, as SVG or PNG. Plotly's
// own export would have to write HTML, which the page's policy forbids, and knows no lane names.
import { t } from "./i18n";

const SPACE = "http://www.w3.org/2000/svg";
const EDGE = 12;
const HEAD = 50;

type Attributes = Record<string, string | number>;

function element(name: string, attributes: Attributes, text = ""): SVGElement {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  // What XML cannot hold would make the picture unreadable.
  made.textContent = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, "\ufffd");
  return made;
}

/** Cut to fit; `font` as canvas has it. */
function fitted(text: string, font: string, width: number): string {
  const pen = document.createElement("canvas").getContext("2d")!;
  pen.font = font;
  let shown = text;
  while (shown.length > 1 && pen.measureText(shown).width > width) shown = `${shown.slice(0, -2).trimEnd()}…`;
  return shown;
}

/** A glyph with the colours that the style sheet gives it. */
function painted(source: Element): SVGElement {
  const copy = source.cloneNode(true) as SVGElement;
  const parts = source.querySelectorAll("*");
  copy.querySelectorAll<SVGElement>("*").forEach((part, index) => {
    const { fill, stroke, strokeWidth, strokeDasharray } = getComputedStyle(parts[index]);
    // Attributes, not a style: the policy knows no inline styles.
    const painted = { fill, stroke, "stroke-width": strokeWidth, "stroke-dasharray": strokeDasharray };
    for (const [name, value] of Object.entries(painted)) part.setAttribute(name, value);
  });
  return copy;
}

function legend(width: number, top: number, colour: string, font: string): { parts: SVGElement[]; height: number } {
  const parts: SVGElement[] = [];
  let [x, y] = [EDGE, top];
  const pen = document.createElement("canvas").getContext("2d")!;
  pen.font = `11.5px ${font}`;
  for (const item of document.querySelectorAll(".chart .legend li")) {
    const text = item.textContent ?? "";
    const mark = item.querySelector(".swatch, svg");
    const room = mark instanceof SVGElement ? (Number(mark.getAttribute("width")) || 12) + 6 : mark ? 18 : 0;
    const wide = pen.measureText(text).width + room;
    if (x + wide > width - EDGE || (!item.previousElementSibling && x > EDGE)) [x, y] = [EDGE, y + 18];
    if (mark instanceof SVGElement) {
      const glyph = painted(mark);
      glyph.setAttribute("x", String(x));
      glyph.setAttribute("y", String(y - (Number(mark.getAttribute("height")) || 12) / 2));
      parts.push(glyph);
    } else if (mark) {
      parts.push(element("rect", { x: x + 1, y: y - 5, width: 10, height: 10, fill: getComputedStyle(mark).backgroundColor }));
    }
    parts.push(element("text", { x: x + room, y: y + 4, fill: colour, "font-size": 11.5 }, text));
    x += wide + 16;
  }
  return { parts, height: y + 16 - top };
}

export function chartSvg(title: string, said: string): string {
  const lanes = document.querySelector<HTMLElement>(".chart .lanes")!;
  const plot = lanes.querySelector<HTMLElement>(".plot")!;
  const box = lanes.getBoundingClientRect();
  const at = plot.getBoundingClientRect();
  const style = getComputedStyle(document.body);
  const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const font = style.fontFamily;
  const width = Math.ceil(box.width) + 2 * EDGE;
  const key = legend(width, HEAD + box.height + 18, colour("--dim"), font);
  const height = Math.ceil(HEAD + box.height + key.height + EDGE);
  const svg = element("svg", { xmlns: SPACE, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": font });
  svg.append(
    element("title", {}, title),
    element("rect", { width, height, fill: colour("--surface") }),
    element("text", { x: EDGE, y: 22, fill: colour("--text"), "font-size": 15, "font-weight": 600 }, fitted(title, `600 15px ${font}`, width - 2 * EDGE)),
    element("text", { x: EDGE, y: 40, fill: colour("--dim"), "font-size": 12 }, fitted(said, `12px ${font}`, width - 2 * EDGE)),
  );
  for (const name of lanes.querySelectorAll<HTMLElement>(".lane-name")) {
    const { top, bottom, width: wide } = name.getBoundingClientRect();
    const middle = HEAD + (top + bottom) / 2 - box.top + 4;
    const label = name.querySelector(".lane-label")?.textContent ?? "";
    const count = name.querySelector(".count")?.textContent ?? "";
    svg.append(
      element("text", { x: EDGE + 2, y: middle, fill: colour("--text"), "font-size": 12.5 }, fitted(label, `12.5px ${font}`, wide - 20 - 7 * count.length)),
      element("text", { x: EDGE + wide - 6, y: middle, fill: colour("--dim"), "font-size": 12, "text-anchor": "end" }, count),
      element("line", { x1: EDGE, x2: width - EDGE, y1: HEAD + bottom - box.top, y2: HEAD + bottom - box.top, stroke: colour("--line") }),
    );
  }
  for (const layer of plot.querySelectorAll(".main-svg")) {
    const copy = layer.cloneNode(true) as SVGElement;
    for (const drag of copy.querySelectorAll(".drag, .hoverlayer, .zoomlayer")) drag.remove();
    copy.setAttribute("x", String(EDGE + at.left - box.left));
    copy.setAttribute("y", String(HEAD + at.top - box.top));
    copy.removeAttribute("style");
    svg.append(copy);
  }
  svg.append(...key.parts);
  return new XMLSerializer().serializeToString(svg);
}

export async function chartPng(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    const scale = Math.min(2, 8000 / image.width);
    [canvas.width, canvas.height] = [image.width * scale, image.height * scale];
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done));
    if (!blob) throw new Error(t("exportFailed"));
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}
