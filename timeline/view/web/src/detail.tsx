// One event in full: when and why, who, and every report with its sentence in its paragraph.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Passage, Store } from "./data";
import { readPassage } from "./load";
import { inWords, shortDay } from "./dates";
import { Glyph } from "./glyph";
import { counted, language, named, t, type Word } from "./i18n";
import { actorName, className, facetName, languageName, statusName, withNames } from "./labels";
import { itemsOf } from "./byhand";
import { Context, Story } from "./context";
import { CorrectedBlock } from "./corrections";
import { Disputes } from "./disputes";
import { EditEvent, editing } from "./edit";
import type { Facet } from "./facet";
import { findTerms, searchTerms } from "./fold";
import { CopyLink } from "./menu";
import { chosen, query, selected, sourcesOf, step, store, toggle } from "./state";

export function Detail() {
  const data = store.value;
  const event = selected.value;
  const box = useRef<HTMLElement>(null);
  const id = event < 0 ? "" : data.strings[data.events.id[event]];
  useEffect(() => {
    if (box.current) box.current.scrollTop = 0;
    editing.value = false;
  }, [id]);
  if (event < 0) return null;
  const { events, strings, classes } = data;
  const status = events.status[event];
  const { quad } = classes[events.class[event]];
  return (
    <aside class="detail" aria-label={t("detail")} ref={box} tabIndex={-1}>
      <div class="detail-bar">
        <button type="button" class="button" aria-label={t("previous")} title={t("previous")} onClick={() => step(-1)}>↑</button>
        <button type="button" class="button" aria-label={t("next")} title={t("next")} onClick={() => step(1)}>↓</button>
        <CopyLink />
        <button
          type="button" class="button" id="correct" title={t("correctHint")} aria-keyshortcuts="e" aria-expanded={editing.value}
          onClick={() => { editing.value = !editing.value; }}
        >{t("correct")}</button>
        <div class="grow" />
        <button type="button" class="button" aria-label={t("close")} title={t("close")} onClick={() => { selected.value = -1; }}>×</button>
      </div>
      <h2 dir="auto">{strings[events.title[event]]}</h2>
      <p class="detail-tags">
        <span class="tag"><Glyph status={status} quad={quad} size={13} />{statusName(data, status)}</span>
        <span class="tag"><span class={`swatch q${quad}`} />{className(data, events.class[event])}</span>
        <span class="dim">{named("quad_", `${quad}`)}</span>
      </p>
      {editing.value && <EditEvent event={event} />}
      <When data={data} event={event} />
      <Who data={data} event={event} />
      <Rest data={data} event={event} />
      {itemsOf.value.has(id) ? <CorrectedBlock id={id} /> : <Notes data={data} event={event} kind={1} word="corrected" />}
      <Story data={data} event={event} />
      <Disputes data={data} event={event} />
      <Reports key={id} data={data} event={event} />
      <Notes data={data} event={event} kind={0} word="merged" />
      <Context data={data} event={event} />
    </aside>
  );
}

function When({ data, event }: { data: Store; event: number }) {
  const { events, strings } = data;
  const basis = ["explicit", "relative", "implicit", "undated"][events.basis[event]];
  const edtf = strings[events.edtf[event]];
  const expression = strings[events.expression[event]];
  const why = strings[events.why[event]];
  return (
    <section class="block">
      <h3>{t("when")}</h3>
      <p class="date">{inWords(data, event)}</p>
      <p class="dim">
        {edtf !== undefined && <code>{edtf}</code>} {named("basis_", basis)}
        {expression !== undefined && <>{" · "}{t("saidAs")} <q><bdi>{expression}</bdi></q></>}
      </p>
      {why !== undefined && <p class="why" dir="auto"><span class="dim">{t("whyDate")}:</span> {why}</p>}
    </section>
  );
}

function Who({ data, event }: { data: Store; event: number }) {
  const { roles, strings } = data;
  const sides: number[][] = [[], [], []];
  for (let role = roles.at[event]; role < roles.at[event + 1]; role++) sides[roles.role[role]].push(role);
  if (sides.every((side) => !side.length)) return null;
  return (
    <section class="block">
      <h3>{t("who")}</h3>
      <dl class="roles">
        {sides.map((side, index) => side.length > 0 && (
          <div key={index}>
            <dt>{t(`role_${["actor", "recipient", "mentioned"][index]}` as Word)}</dt>
            <dd>
              {side.map((role) => {
                const actor = roles.actor[role];
                const name = actorName(data, actor);
                const said = strings[roles.mention[role]];
                return (
                  <span class="person" key={role}>
                    <button
                      type="button" class="actor-chip" aria-pressed={chosen.actor.value.has(actor)}
                      onClick={() => toggle("actor", actor)}
                    ><bdi>{name}</bdi></button>
                    {said !== undefined && said !== name && <q class="dim"><bdi>{said}</bdi></q>}
                  </span>
                );
              })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Rest({ data, event }: { data: Store; event: number }) {
  const { events, strings } = data;
  const place = events.place[event];
  const country = place < 0 ? undefined : strings[data.places.country[place]];
  const attribution = strings[events.attribution[event]];
  const by = events.attributedTo[event];
  const language = events.language[event];
  const sources = [...sourcesOf(event)];
  return (
    <dl class="facts">
      {place >= 0 && (
        <div><dt>{t("where")}</dt><dd><Pick facet="place" value={place} />{country !== undefined && <span class="dim"> <bdi>{country}</bdi></span>}</dd></div>
      )}
      {attribution !== undefined && (
        <div>
          <dt>{t("saysWho")}</dt>
          <dd><bdi>{attribution}</bdi>{by >= 0 && actorName(data, by) !== attribution && <span class="dim"> <bdi>{actorName(data, by)}</bdi></span>}</dd>
        </div>
      )}
      {language >= 0 && <div><dt>{t("language")}</dt><dd>{languageName(data, language)}</dd></div>}
      {sources.length > 0 && (
        <div><dt>{t("toldBy")}</dt><dd>{sources.map((source) => <Pick key={source} facet="source" value={source} />)}</dd></div>
      )}
      <div><dt>{t("confidence")}</dt><dd class="confidence">{Math.round(100 * data.confidence[event])} %</dd></div>
    </dl>
  );
}

/** A value of the event that filters by itself. */
function Pick({ facet, value }: { facet: Facet; value: number }) {
  return (
    <button type="button" class="actor-chip" aria-pressed={chosen[facet].value.has(value)} onClick={() => toggle(facet, value)}>
      <bdi>{facetName(store.value, facet, value)}</bdi>
    </button>
  );
}

function Notes(props: { data: Store; event: number; kind: number; word: Word }) {
  const { notes, strings } = props.data;
  const found: string[] = [];
  for (let note = notes.at[props.event]; note < notes.at[props.event + 1]; note++) {
    if (notes.kind[note] === props.kind) found.push(withNames(props.data, strings[notes.text[note]]));
  }
  if (!found.length) return null;
  return (
    <section class={props.kind > 0 ? "block warn" : "block"}>
      <h3>{t(props.word)}</h3>
      <ul>{found.map((note, index) => <li key={index} dir="auto">{note}</li>)}</ul>
    </section>
  );
}

function Reports({ data, event }: { data: Store; event: number }) {
  const first = data.reports.at[event];
  const count = data.reports.at[event + 1] - first;
  if (!count) return null;
  return (
    <section class="block">
      <h3>{t("evidence")} <span class="dim">{counted(count, "reportOne", "reportMany")}</span></h3>
      {Array.from({ length: count }, (_, index) => (
        <Report key={index} data={data} event={event} report={first + index} />
      ))}
      <p class="mark-legend">
        <span class="m trigger">{t("legendTrigger")}</span> <span class="m timex">{t("legendTime")}</span>{" "}
        <span class="m actor">{t("legendActor")}</span>
      </p>
    </section>
  );
}

function Report(props: { data: Store; event: number; report: number }) {
  const { data, report } = props;
  const [passage, setPassage] = useState<Passage | null>(null);
  const document = data.reports.document[report];
  useEffect(() => {
    let current = true;
    void readPassage(data, data.reports.passage[report]).then((found) => { if (current) setPassage(found); });
    return () => { current = false; };
  }, [report]);
  return (
    <figure class="report">
      <blockquote dir="auto" lang={document < 0 ? undefined : data.strings[data.documents.language[document]]}>
        {passage ? <Marked {...props} passage={passage} /> : <p class="dim">{t("loading")}</p>}
      </blockquote>
      {document >= 0 && <figcaption><Origin data={data} document={document} /></figcaption>}
    </figure>
  );
}

export function Origin({ data, document }: { data: Store; document: number }) {
  const { documents, strings } = data;
  const published = documents.published[document];
  const link = strings[documents.link[document]];
  const address = strings[documents.address[document]];
  const title = strings[documents.title[document]] ?? strings[documents.id[document]];
  const source = strings[documents.source[document]];
  const from = strings[documents.publishedFrom[document]];
  return (
    <>
      <strong><bdi>{source ?? t("noSource")}</bdi></strong>{" "}
      <bdi class="article-title">{title}</bdi>{" "}
      <span class="dim">
        {published === null
          ? t("publishedUnknown")
          : `${t("published")} ${shortDay(published * 1440)} (${named("from_", from)})`}
      </span>{" "}
      {link !== undefined
        ? <a href={link} target="_blank" rel="noopener noreferrer">{t("openArticle")}</a>
        : address !== undefined && <span class="dim">{t("address")}: <bdi>{address}</bdi></span>}
    </>
  );
}

function span(start: number, length: number, name: string): [number, number, string] {
  return [start, start + length, name];
}

/** The paragraph in pieces, each with the marks that lie on it. */
function Marked(props: { data: Store; event: number; report: number; passage: Passage }) {
  const { data, event, report } = props;
  const [text, actors, dropped] = props.passage;
  const { reports, roles } = data;
  const own = new Set(roles.actor.subarray(roles.at[event], roles.at[event + 1]));
  for (const actor of [...own]) for (const one of data.kin.get(actor) ?? []) own.add(one);
  const spans: [number, number, string][] = [
    span(reports.start[report], reports.length[report], "sentence"),
    span(reports.trigger[report], reports.triggerLength[report], "trigger"),
    span(reports.timex[report], reports.timexLength[report], "timex"),
  ];
  for (let index = 0; index < actors.length; index += 3) {
    if (own.has(actors[index + 2])) spans.push([actors[index], actors[index + 1], "actor"]);
  }
  for (let index = 0; index < dropped.length; index += 2) {
    spans.push([dropped[index], dropped[index + 1], "dropped"]);
  }
  const terms = searchTerms(query.value);
  if (terms.length) for (const [start, end] of findTerms(text, terms)) spans.push([start, end, "found"]);
  const cuts = new Set([0, text.length]);
  for (const [start, end] of spans) if (start >= 0) cuts.add(start).add(end);
  const edges = [...cuts].filter((cut) => cut <= text.length).sort((a, b) => a - b);
  const pieces = [];
  for (let index = 0; index + 1 < edges.length; index++) {
    const [from, to] = [edges[index], edges[index + 1]];
    const names = spans.filter(([start, end]) => start >= 0 && start <= from && to <= end).map((span) => span[2]);
    if (names.includes("dropped")) {
      pieces.push(<span class="dropped" key={from} title={t("left_out")}> […] </span>);
    } else if (names.includes("sentence")) {
      pieces.push(<mark class={names.join(" ")} key={from}>{text.slice(from, to)}</mark>);
    } else if (names.length) {
      pieces.push(<span class={names.join(" ")} key={from}>{text.slice(from, to)}</span>);
    } else {
      pieces.push(text.slice(from, to));
    }
  }
  void language.value;
  return <p class="passage">{pieces}</p>;
}
