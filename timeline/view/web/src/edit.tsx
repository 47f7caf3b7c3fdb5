// The forms: correcting an event, adding one, joining and parting its actors.
import { useLayoutEffect, useId, useRef, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { signal } from "@preact/signals";
import { bearers } from "./apply";
import { addEvent, correct, itemsOf, pairActors, type Item } from "./byhand";
import { NONE, type Store } from "./data";
import { DAY, iso } from "./dates";
import { parseDate, UNDATED, type Added } from "./entry";
import { fold } from "./fold";
import { t, type Word } from "./i18n";
import { actorName, className, statusName } from "./labels";
import { selected, store } from "./state";

/** Whether the open event is being corrected. */
export const editing = signal(false);

/** The event's date as the form writes it; days where it is finer or has an open end. */
function writtenDate(data: Store, event: number): string {
  const { start, end, edtf } = data.events;
  const said = data.strings[edtf[event]];
  if (said !== undefined && parseDate(said)) return said;
  if (start[event] === NONE && end[event] === NONE) return "";
  const day = (minutes: number): string => iso(Math.floor(minutes / DAY) * DAY);
  const first = start[event] === NONE ? "" : day(start[event]);
  const last = end[event] === NONE ? "" : day(end[event] - 1);
  return first && last && first !== last ? `${first}/${last}` : first || last;
}

function Field(props: { word: Word; hint?: Word; children: (id: string, hint: string | undefined) => ComponentChildren }) {
  const id = useId();
  const hint = props.hint && `${id}-hint`;
  return (
    <div class="form-row">
      <label for={id}>{t(props.word)}</label>
      {props.children(id, hint)}
      {props.hint && <p class="dim" id={hint}>{t(props.hint)}</p>}
    </div>
  );
}

interface Values {
  title: string;
  date: string;
  type: string;
  status: string;
  note: string;
  actors: string;
  recipients: string;
  place: string;
}

const EMPTY: Values = { title: "", date: "", type: "OTHER", status: "happened", note: "", actors: "", recipients: "", place: "" };

interface FormProps {
  label: string;
  from: Values;
  /** Whether everything may be written, as for an event that no article tells of. */
  whole: boolean;
  onSave: (values: Values) => void;
  onClose: () => void;
  children?: ComponentChildren;
}

function EventForm({ label, from, whole, onSave, onClose, children }: FormProps) {
  const data = store.value;
  const [values, setValues] = useState(from);
  const [bad, setBad] = useState<Word | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => { box.current!.querySelector<HTMLElement>("input, textarea")!.focus(); }, []);
  const set = (name: keyof Values) => (event: Event): void => {
    setValues({ ...values, [name]: (event.currentTarget as HTMLInputElement).value });
  };
  const save = (): void => {
    const clean = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, text.trim()])) as unknown as Values;
    const wrong = whole && !clean.title ? "fieldTitleBad" : parseDate(clean.date) ? null : "fieldDateBad";
    setBad(wrong);
    if (wrong) box.current!.querySelector<HTMLElement>(wrong === "fieldTitleBad" ? "textarea" : ".date-field")!.focus();
    else onSave(clean);
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && (event.ctrlKey || (event.target as HTMLElement).matches("input:not(.other)"))) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const line = (name: keyof Values, word: Word, hint?: Word) => (
    <Field word={word} hint={hint}>
      {(id, described) => (
        <input
          id={id} class={name === "date" ? "field date-field" : "field"} value={values[name]} onInput={set(name)} autocomplete="off" aria-describedby={described}
          aria-invalid={name === "date" && bad === "fieldDateBad"} list={name === "place" ? "places-known" : undefined}
        />
      )}
    </Field>
  );
  return (
    <div class="edit" role="group" aria-label={label} ref={box} onKeyDown={keys}>
      {whole && (
        <Field word="fieldTitle">
          {(id) => <textarea id={id} class="field" rows={2} value={values.title} onInput={set("title")} />}
        </Field>
      )}
      {line("date", "fieldDate", "fieldDateHint")}
      <Field word="class">
        {(id) => (
          <select id={id} class="field" onChange={set("type")}>
            {data.classes.map(({ name }, index) => <option key={name} value={name} selected={name === values.type}>{className(data, index)}</option>)}
          </select>
        )}
      </Field>
      <Field word="status">
        {(id) => (
          <select id={id} class="field" onChange={set("status")}>
            {data.statuses.map((name, index) => <option key={name} value={name} selected={name === values.status}>{statusName(data, index)}</option>)}
          </select>
        )}
      </Field>
      {whole && line("actors", "fieldActors", "fieldNames")}
      {whole && line("recipients", "fieldRecipients", "fieldNames")}
      {whole && line("place", "where")}
      <Field word="fieldNote" hint="fieldNoteHint">
        {(id, described) => <textarea id={id} class="field" rows={2} value={values.note} onInput={set("note")} aria-describedby={described} />}
      </Field>
      {bad && <p role="alert" class="bad">{t(bad)}</p>}
      <div class="form-buttons">
        <button type="button" class="button primary" onClick={save}>{t("save")}</button>
        <button type="button" class="button" onClick={onClose}>{t("cancel")}</button>
        {children}
      </div>
    </div>
  );
}

const names = (text: string): string[] => text.split(";").map((name) => name.trim()).filter((name) => name);

function addition(values: Values): Added {
  const actors = [
    ...names(values.actors).map((name) => ({ name, role: "actor" })),
    ...names(values.recipients).map((name) => ({ name, role: "recipient" })),
  ];
  return {
    title: values.title,
    ...(values.date && { date: values.date }),
    type: values.type, status: values.status,
    ...(actors.length && { actors }),
    ...(values.place && { place: values.place }),
    ...(values.note && { note: values.note }),
  };
}

function written(add: Added): Values {
  const of = (wanted: string): string => (add.actors ?? [])
    .map((part) => (typeof part === "string" ? { name: part, role: "actor" } : { role: "actor", ...part }))
    .filter(({ role }) => role === wanted).map(({ name }) => name).join("; ");
  return {
    title: add.title, date: add.date === UNDATED ? "" : add.date ?? "", type: add.type ?? "OTHER",
    status: add.status ?? "happened", note: add.note ?? "", actors: of("actor"), recipients: of("recipient"), place: add.place ?? "",
  };
}

export function AddForm({ instead, onClose }: { instead?: Item; onClose: () => void }) {
  return (
    <EventForm
      label={t("addEvent")} whole from={instead ? written(instead.entry.add as Added) : EMPTY} onClose={onClose}
      onSave={(values) => { addEvent(addition(values), instead); onClose(); }}
    />
  );
}

/** Stands in the detail of the event while it is being corrected. */
export function EditEvent({ event }: { event: number }) {
  const data = store.value;
  const { events, strings, classes, statuses } = data;
  const id = strings[events.id[event]];
  const own = itemsOf.value.get(id) ?? [];
  const close = (): void => {
    editing.value = false;
    requestAnimationFrame(() => document.getElementById("correct")?.focus());
  };
  const added = own.find((item) => "add" in item.entry);
  if (added) return <AddForm instead={added} onClose={close} />;
  const said = (own.map((item) => item.entry.note).filter(Boolean) as string[]).join(" ");
  const from: Values = {
    ...EMPTY, date: writtenDate(data, event), type: classes[events.class[event]].name,
    status: statuses[events.status[event]], note: said,
  };
  const save = (values: Values): void => {
    const fields: Record<string, unknown> = {};
    const was: Record<string, string> = {};
    const now = { date: strings[events.edtf[event]] ?? UNDATED, type: from.type, status: from.status };
    for (const field of ["date", "type", "status"] as const) {
      if (values[field] === from[field]) continue;
      fields[field] = values[field] || UNDATED;
      was[field] = now[field];
    }
    if (values.note !== said) fields.note = values.note;
    if (Object.keys(fields).length) correct(id, fields, was);
    close();
  };
  return (
    <>
      <EventForm key={id} label={t("correct")} whole={false} from={from} onSave={save} onClose={close}>
        <button type="button" class="button" onClick={() => { editing.value = false; correct(id, { hide: true }, {}); }}>{t("hide")}</button>
      </EventForm>
      <ActorEdits data={data} event={event} />
    </>
  );
}

/** A name by which a rebuild finds the same actor. */
function sureName(data: Store, actor: number): string {
  const name = data.strings[data.actors.name[actor]];
  return bearers(data, name).length === 1 ? name : data.strings[data.actors.id[actor]];
}

function ActorEdits({ data, event }: { data: Store; event: number }) {
  const { roles, strings, actors } = data;
  const present = [...new Set(roles.actor.subarray(roles.at[event], roles.at[event + 1]))];
  const [at, setAt] = useState(0);
  const [other, setOther] = useState("");
  const [called, setCalled] = useState("");
  const [bad, setBad] = useState(false);
  const id = useId();
  if (!present.length) return null;
  const actor = present[Math.min(at, present.length - 1)];
  const spellings = new Map<string, string>();
  roles.actor.forEach((one, row) => {
    const mention = strings[roles.mention[row]];
    if (one === actor && mention !== undefined) spellings.set(fold(mention), mention);
  });
  const join = (): void => {
    const found = bearers(data, other).filter((one) => one !== actor);
    setBad(found.length !== 1);
    if (found.length !== 1) return;
    pairActors(sureName(data, actor), sureName(data, found[0]), true);
    setOther("");
  };
  const part = (): void => {
    const name = spellings.get(called) ?? [...spellings.values()][0];
    // The name that stays must be another one than the name that goes.
    const stays = fold(strings[actors.name[actor]]) === fold(name) ? strings[actors.id[actor]] : strings[actors.name[actor]];
    pairActors(name, stays, false);
    setCalled("");
  };
  return (
    <div class="edit" role="group" aria-label={t("actorEdits")}>
      <h3>{t("actorEdits")}</h3>
      <select class="field" aria-label={t("actor")} onChange={(change) => { setAt(change.currentTarget.selectedIndex); setBad(false); }}>
        {present.map((one, index) => <option key={one} selected={index === at}>{actorName(data, one)}</option>)}
      </select>
      <div class="form-line">
        <label for={id}>{t("joinHint")}</label>
        <input
          id={id} class="field other" list={`${id}-all`} value={other} autocomplete="off" aria-invalid={bad}
          onInput={(input) => setOther(input.currentTarget.value)}
          onKeyDown={(key) => { if (key.key === "Enter") join(); }}
        />
        <datalist id={`${id}-all`}>{actors.id.slice(0, 400).map((_, one) => one !== actor && !data.joined.has(one) && <option key={one} value={actorName(data, one)} />)}</datalist>
        <button type="button" class="button" onClick={join}>{t("join")}</button>
      </div>
      {bad && <p role="alert" class="bad">{t("joinBad")}</p>}
      {spellings.size > 1 && (
        <div class="form-line">
          <label for={`${id}-called`}>{t("partHint")}</label>
          <select id={`${id}-called`} class="field" onChange={(change) => setCalled(change.currentTarget.value)}>
            {[...spellings].map(([key, name]) => <option key={key} value={key}>{name}</option>)}
          </select>
          <button type="button" class="button" onClick={part}>{t("part")}</button>
        </div>
      )}
    </div>
  );
}

/** Opens the form for the event that is shown. */
export function startEditing(): void {
  if (selected.value >= 0) editing.value = true;
}
