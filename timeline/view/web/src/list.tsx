// The events in date order, grouped by day. Only the rows in sight are in the document.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useComputed } from "@preact/signals";
import { clock, groupInWords, hasClock } from "./dates";
import { itemsOf } from "./byhand";
import { Found } from "./found";
import { Glyph } from "./glyph";
import { counted, number, t } from "./i18n";
import { className, statusName, whereName, whoToWhom } from "./labels";
import { filtered, clearAll, listRows, ordered, places, result, selected, sort, SORTS, step, store } from "./state";

const HEADING = 32;
const SPARE = 400; // px drawn above and below what is in sight

export function EventList() {
  const box = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 600, width: 800 });
  const rowHeight = scroll.width <= 520 ? 78 : 56;
  const rows = listRows.value;
  const tall = useRef(rowHeight);
  tall.current = rowHeight;
  const tops = useComputed(() => {
    const out = new Float64Array(listRows.value.length + 1);
    listRows.value.forEach((row, index) => {
      out[index + 1] = out[index] + (row < 0 ? HEADING : tall.current);
    });
    return { out, rowHeight: tall.current };
  });
  const offsets = tops.value.rowHeight === rowHeight ? tops.value.out : measure(rows, rowHeight);
  const total = offsets[rows.length];

  useLayoutEffect(() => {
    const element = box.current!;
    const look = (): void => setScroll({
      top: element.scrollTop, height: element.clientHeight, width: element.offsetWidth,
    });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);

  const chosenEvent = selected.value;
  useEffect(() => {
    if (chosenEvent < 0) return;
    const index = rows.indexOf(chosenEvent);
    const element = box.current!;
    if (index < 0) return;
    const { scrollTop, clientHeight } = element;
    const above = scrollTop - (offsets[index] - HEADING);
    const below = offsets[index + 1] - (scrollTop + clientHeight);
    // A neighbour comes just into sight; what is far away, or came by a link, goes to the middle.
    if (above > clientHeight || below > clientHeight) {
      element.scrollTop = Math.max(0, offsets[index] - clientHeight / 3);
    } else if (above > 0) element.scrollTop = Math.max(0, scrollTop - above);
    else if (below > 0) element.scrollTop = scrollTop + below + 8;
  }, [chosenEvent, rows, rowHeight, scroll.height]);

  const first = Math.max(0, find(offsets, rows.length, scroll.top - SPARE));
  const last = Math.min(rows.length, find(offsets, rows.length, scroll.top + scroll.height + SPARE) + 1);
  const shown = [];
  for (let index = first; index < last; index++) {
    const place = { transform: `translateY(${offsets[index]}px)` };
    const row = rows[index];
    shown.push(row < 0
      ? <Heading key={`h${row}`} event={-1 - row} place={place} />
      : <Row key={row} event={row} place={place} height={rowHeight} position={0} />);
  }
  // The heading of the group at the upper edge stays in sight.
  let group = rows.length ? Math.min(find(offsets, rows.length, scroll.top), rows.length - 1) : -1;
  while (group >= 0 && rows[group] >= 0) group--;
  const { undatedOutside, events } = result.value;
  return (
    <div class="list-pane">
      {group >= 0 && scroll.top > offsets[group] && (
        <div class="pinned" aria-hidden="true"><Heading event={-1 - rows[group]} place={{}} /></div>
      )}
      <div
        class="list" ref={box} tabIndex={0} role="listbox" aria-label={t("events")} id="event-list"
        aria-activedescendant={chosenEvent >= 0 ? `event-${chosenEvent}` : undefined}
        onKeyDown={listKeys}
      >
        <div class="list-inner" style={{ height: `${total}px` }} role="presentation">{shown}</div>
        {events.length === 0 && (
          <div class="empty">
            <p>{t(store.value.size ? "nothing" : "noEvents")}</p>
            {filtered.value && <button type="button" class="button" onClick={clearAll}>{t("clearAll")}</button>}
          </div>
        )}
      </div>
      {undatedOutside > 0 && (
        <p class="list-note">{number(undatedOutside)} {t("undatedHint")}</p>
      )}
    </div>
  );
}

function measure(rows: Int32Array, rowHeight: number): Float64Array {
  const out = new Float64Array(rows.length + 1);
  rows.forEach((row, index) => { out[index + 1] = out[index] + (row < 0 ? HEADING : rowHeight); });
  return out;
}

/** The last row that begins at or above `top`. */
function find(offsets: Float64Array, length: number, top: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle + 1] <= top) low = middle + 1;
    else high = middle;
  }
  return low;
}

function listKeys(event: KeyboardEvent): void {
  const events = ordered.value;
  if (event.key === "Home") selected.value = events[0] ?? -1;
  else if (event.key === "End") selected.value = events[events.length - 1] ?? -1;
  else if (event.key === "PageDown") step(8);
  else if (event.key === "PageUp") step(-8);
  else return;
  event.preventDefault();
}

function Heading(props: { event: number; place: { transform?: string } }) {
  return (
    <div class="day" style={props.place} role="presentation">
      <span class="day-name">{groupInWords(store.value, props.event)}</span>
    </div>
  );
}

function Row(props: { event: number; place: { transform: string }; height: number; position: number }) {
  const data = store.value;
  const { events, strings, classes } = data;
  const { event } = props;
  const status = events.status[event];
  const { quad } = classes[events.class[event]];
  const open = selected.value === event;
  const place = events.place[event];
  const shown = result.value.events;
  return (
    <div
      class={open ? "row open" : "row"} style={{ ...props.place, height: `${props.height}px` }} role="option"
      id={`event-${event}`} aria-selected={open} aria-setsize={shown.length} aria-posinset={places.value[event] + 1}
      onClick={() => { selected.value = event; }}
    >
      <Glyph status={status} quad={quad} />
      <div class="row-text">
        <div class="row-title" dir="auto">
          {hasClock(data, event) && events.end[event] - events.start[event] <= 60 && <span class="clock">{clock(events.start[event])}</span>}
          <Found text={strings[events.title[event]]} />
        </div>
        <div class="row-meta">
          <span class={`kind q${quad}`}>{className(data, events.class[event])}</span>
          {status !== 0 && <span class="chip">{statusName(data, status)}</span>}
          {itemsOf.value.has(strings[events.id[event]]) && <span class="chip edited">{t("isCorrected")}</span>}
          {sort.value === "salience" && <span class="when">{groupInWords(data, event)}</span>}
          <bdi class="who"><Found text={whoToWhom(data, event)} /></bdi>
          {place >= 0 && <bdi class="dim place">{whereName(data, event)}</bdi>}
          <span class="visually-hidden">, {groupInWords(data, event)}</span>
        </div>
      </div>
      {events.sources[event] > 1 && (
        <span class="sources">{counted(events.sources[event], "sourceOne", "sourceMany")}</span>
      )}
    </div>
  );
}

export function SortBy() {
  return (
    <select class="field sort" aria-label={t("sort")} onChange={(event) => { sort.value = SORTS[event.currentTarget.selectedIndex]; }}>
      {SORTS.map((name) => <option key={name} selected={name === sort.value}>{t(`sort_${name}`)}</option>)}
    </select>
  );
}
