// The corrections: a list of all, the lines in the detail of an event, and the notice with its way back.
import { useEffect, useState } from "preact/hooks";
import { canUndo, fileText, items, itemsOf, notice, refused, restore, takeOver, tell, undo, undoLast, views, type Item } from "./byhand";
import type { Store } from "./data";
import { download } from "./download";
import { AddForm } from "./edit";
import { readFile, type Added } from "./entry";
import { named, t, type Word } from "./i18n";
import { served } from "./served";
import { selected, store } from "./state";

function value(field: string, text: unknown): string {
  if (field === "type") return named("class_", String(text));
  if (field === "status") return named("status_", String(text));
  return text === "undated" || text === "" ? t("noDate") : String(text);
}

const FIELD_WORDS: [string, Word][] = [["date", "fieldDate"], ["type", "class"], ["status", "status"]];

/** What an entry says, each with the field that it can be taken back by. */
function lines({ entry, built, was: before }: Item): { field?: string; text: string }[] {
  const was = { ...before, ...built?.was, ...(entry.was as Record<string, string> | undefined) };
  const out: { field?: string; text: string }[] = [];
  for (const [field, word] of FIELD_WORDS) {
    if (typeof entry[field] !== "string") continue;
    const from = was[field] === undefined ? "" : `${value(field, was[field])} → `;
    out.push({ field, text: `${t(word)}: ${from}${value(field, entry[field])}` });
  }
  if (entry.hide === true) out.push({ field: "hide", text: t("isHidden") });
  if (typeof entry.note === "string") out.push({ field: "note", text: `${t("fieldNote")}: ${entry.note}` });
  if (Array.isArray(entry.actors)) {
    out.push({ text: `${entry.actors[0]} ${t(entry.same ? "areSame" : "areApart")} ${entry.actors[1]}` });
  }
  if ("add" in entry) {
    const { note } = entry.add as Added;
    out.push({ text: t("isAdded") + (note ? `: ${note}` : "") });
  }
  return out;
}

/** The corrections of an event as lines of text. */
export function linesOf(id: string): string[] {
  return (itemsOf.value.get(id) ?? []).flatMap((item) => lines(item).map(({ text }) => text));
}

function staleWords(item: Item): string {
  const { stale, now, then, event } = item;
  if (stale === "gone") return `${t("stale_gone")} (${event})`;
  if (stale === "nobody") return `${t("stale_nobody")} “${then}”`;
  if (now !== undefined) return `${t("stale_now")} ${value(stale!, now)}, ${t("stale_then")} ${value(stale!, then)}`;
  return stale ?? "";
}

/** In the detail: what was corrected of this event, each with its way back. */
export function CorrectedBlock({ id }: { id: string }) {
  const own = itemsOf.value.get(id) ?? [];
  if (!own.length) return null;
  return (
    <section class="block warn corrected">
      <h3>{t("corrected")}</h3>
      <ul>
        {own.flatMap((item) => lines(item).map(({ field, text }) => (
          <li key={item.key + field}>
            <span dir="auto">{text}</span>{" "}
            <button type="button" class="link" aria-label={`${t("undo")}: ${text}`} onClick={() => undo(item, field)}>{t("undo")}</button>
          </li>
        )))}
      </ul>
    </section>
  );
}

export function Corrections() {
  const [adding, setAdding] = useState(false);
  const all = items.value;
  return (
    <div class="panel corrections">
      <p class="hint">{t(served ? "correctionsServed" : "correctionsHint")}</p>
      {refused.value && <p class="warn" role="alert">{t("refused")}</p>}
      <div class="form-buttons">
        <button type="button" class="button" aria-expanded={adding} onClick={() => setAdding(!adding)}>{t("addEvent")}</button>
        <button type="button" class="button" disabled={!all.length && !views.value.length} onClick={() => { download("corrections.json", fileText()); tell(t("exportDone")); }}>{t("exportCorrections")}</button>
        <label class="button file">
          {t("importCorrections")}
          <input type="file" accept=".json,application/json" class="visually-hidden" onChange={(event) => void importFile(event.currentTarget)} />
        </label>
        {canUndo() && <button type="button" class="button" onClick={undoLast}>{t("undo")}</button>}
      </div>
      {adding && <AddForm onClose={() => setAdding(false)} />}
      {!all.length && <p class="empty">{t("correctionsNone")}</p>}
      <ul class="entries">{all.map((item) => <Line key={item.key} data={store.value} item={item} />)}</ul>
    </div>
  );
}

function Line({ data, item }: { data: Store; item: Item }) {
  const { stale, withdrawn, built, waits } = item;
  const number = item.event === undefined ? -1 : data.events.id.findIndex((id) => data.strings[id] === item.event);
  const title = number >= 0 ? data.strings[data.events.title[number]] : item.title ?? (item.entry.add as Added | undefined)?.title ?? item.event;
  return (
    <li class={stale ? "entry stale" : withdrawn ? "entry back" : "entry"}>
      <div>
        {title !== undefined && (number >= 0
          ? <button type="button" class="link" dir="auto" onClick={() => { selected.value = number; }}>{title}</button>
          : <strong dir="auto">{title}</strong>)}
        {lines(item).map(({ text }, index) => <p key={index} dir="auto">{text}</p>)}
        {stale && <p class="bad"><span class="chip">{t("stale")}</span> <span dir="auto">{staleWords(item)}</span></p>}
        <p class="dim">
          {t(withdrawn ? "takenBack" : built ? "inBuild" : "inBrowser")}
          {withdrawn && waits && ` · ${t("waits")}`}
        </p>
      </div>
      {withdrawn
        ? <button type="button" class="button" onClick={() => restore(item)}>{t("restore")}</button>
        : <button type="button" class="button" aria-label={`${t("undo")}: ${title ?? lines(item)[0]?.text}`} onClick={() => undo(item)}>{t("undo")}</button>}
    </li>
  );
}

async function importFile(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  input.value = "";
  if (!file) return;
  const read = readFile(await file.text());
  if (read) takeOver(read);
  else tell(t("importBad"));
}

/** What was just done, with the way back; it goes by itself, the corrections' list stays. */
export function Notice() {
  const said = notice.value;
  useEffect(() => {
    const timer = said && setTimeout(() => { notice.value = null; }, 12_000);
    return () => { if (timer) clearTimeout(timer); };
  }, [said]);
  return (
    <div class="notice-place" aria-live="polite" id="notice">
      {said && (
        <div class="notice">
          <span>{said.text}</span>
          {said.undo && <button type="button" class="link" onClick={undoLast}>{t("undo")}</button>}
          <button type="button" class="link" aria-label={t("close")} onClick={() => { notice.value = null; }}>×</button>
        </div>
      )}
    </div>
  );
}
