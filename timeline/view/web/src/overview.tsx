// All events over the whole time as a small histogram; dragging in it chooses the time range.
import { useRef, useState } from "preact/hooks";
import { useComputed } from "@preact/signals";
import { NONE } from "./data";
import { shortRange } from "./dates";
import { t } from "./i18n";
import { anyTime, extent, range, store } from "./state";
import { setRange } from "./timeline";

const BINS = 160;
const HEIGHT = 30;

export function Overview() {
  const box = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<readonly [number, number] | null>(null);
  const bins = useComputed(() => {
    const { events } = store.value;
    const [first, last] = extent.value;
    const counts = new Float32Array(BINS);
    const bin = (moment: number): number =>
      Math.max(0, Math.min(BINS - 1, Math.floor(((moment - first) / (last - first)) * BINS)));
    for (const event of anyTime.value) {
      const start = events.start[event];
      const end = events.end[event];
      if (start === NONE && end === NONE) continue;
      const a = bin(start === NONE ? end - 1 : start);
      const b = end === NONE ? a : bin(end - 1);
      for (let index = a; index <= b; index++) counts[index] += 1 / (b - a + 1);
    }
    return counts;
  });
  const [first, last] = extent.value;
  const most = bins.value.reduce((a, b) => Math.max(a, b), 1);
  const shown = drag ?? range.value;
  const part = (moment: number): number => ((moment - first) / (last - first)) * BINS;
  const at = (event: PointerEvent): number => {
    const { left, width } = box.current!.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (event.clientX - left) / width));
    return first + share * (last - first);
  };
  const end = (): void => {
    if (drag) {
      const [a, b] = drag[0] < drag[1] ? drag : [drag[1], drag[0]];
      if (part(b) - part(a) > 1) setRange(a, b);
      else range.value = null;
    }
    setDrag(null);
  };
  const edges = shown ? [part(Math.min(...shown)), part(Math.max(...shown))] : null;
  return (
    <div class="overview">
      <span class="dim overview-title">{shown ? shortRange(Math.min(...shown), Math.max(...shown) - 1) : t("timeRange")}</span>
      <svg
        ref={box} viewBox={`0 0 ${BINS} ${HEIGHT}`} preserveAspectRatio="none" role="img"
        aria-label={`${t("overview")}; ${shortRange(first, last - 1)}; ${t("overviewBars")}`}
        onPointerDown={(event) => {
          box.current!.setPointerCapture(event.pointerId);
          setDrag([at(event), at(event)]);
        }}
        onPointerMove={(event) => { if (drag) setDrag([drag[0], at(event)]); }}
        onPointerUp={end} onPointerCancel={() => setDrag(null)}
      >
        <rect class="ground" width={BINS} height={HEIGHT} />
        {Array.from(bins.value, (count, index) => count > 0 && (
          <rect
            key={index} class="bin" x={index + 0.12} width={0.76}
            y={HEIGHT - Math.max(2, (count / most) * (HEIGHT - 3))} height={Math.max(2, (count / most) * (HEIGHT - 3))}
          />
        ))}
        {edges && (
          <>
            <rect class="shade" x={0} width={Math.max(0, edges[0])} height={HEIGHT} />
            <rect class="shade" x={edges[1]} width={Math.max(0, BINS - edges[1])} height={HEIGHT} />
            <rect class="edge" x={edges[0]} width={0.35} height={HEIGHT} />
            <rect class="edge" x={edges[1] - 0.35} width={0.35} height={HEIGHT} />
          </>
        )}
      </svg>
    </div>
  );
}
