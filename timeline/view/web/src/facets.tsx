// The filters: each value with the number of events that choosing it would show.
import { useState } from "preact/hooks";
import { signal } from "@preact/signals";
import type { Store } from "./data";
import { shortRange } from "./dates";
import { FACETS, type Facet } from "./facet";
import { fold, hasTerm, searchTerms } from "./fold";
import { Glyph } from "./glyph";
import { number, t, type Word } from "./i18n";
import { facetName } from "./labels";
import { actorMode, chosen, clearAll, drawer, filtered, hasSalience, keyEvents, query, range, result, store, toggle } from "./state";

const FIRST = 10;
const FOUND = 60;
const IN_ORDER: readonly Facet[] = ["status", "quad", "class", "corroboration", "basis"];

/** Where the filters lie over the page, all are closed, so that their names fit on one screen. */
const OPEN_AT_FIRST: readonly Facet[] = window.innerWidth < 1180
  ? []
  : ["actor", "status", "quad", "corroboration", "source"];
const open = signal<ReadonlySet<Facet>>(new Set(OPEN_AT_FIRST));

function openOrClose(facet: Facet): void {
  const next = new Set(open.value);
  if (!next.delete(facet)) next.add(facet);
  open.value = next;
}

function title(facet: Facet): string {
  return t(facet === "actor" ? "actors" : facet);
}

export function Facets() {
  return (
    <nav class={drawer.value ? "facets open" : "facets"} aria-label={t("filters")} id="filters">
      <div class="facets-bar">
        <h2>{t("filters")}</h2>
        <button type="button" class="button" disabled={!filtered.value} onClick={clearAll}>{t("clearAll")}</button>
        <button type="button" class="button only-narrow" aria-label={t("close")} onClick={() => { drawer.value = false; }}>×</button>
      </div>
      {hasSalience.value && <KeyEvents />}
      {FACETS.map((facet) => <FacetBox key={facet} facet={facet} />)}
    </nav>
  );
}

const FEWEST = 10;

/** From the most important events to all of them; each step adds as many again. */
function KeyEvents() {
  const { size } = store.value;
  const at = keyEvents.value;
  const step = at === null ? 100 : Math.round((100 * Math.log(at / FEWEST)) / Math.log(size / FEWEST));
  const words = at === null ? t("keyAll") : `${number(at)} ${t("keyMost")}`;
  return (
    <fieldset class="key-events">
      <legend><label for="key-events">{t("keyEvents")}</label> <span class="count">{words}</span></legend>
      <input
        id="key-events" type="range" min={0} max={100} value={step} aria-valuetext={words}
        onInput={(event) => {
          const share = event.currentTarget.valueAsNumber / 100;
          keyEvents.value = share === 1 ? null : Math.round(FEWEST * (size / FEWEST) ** share);
        }}
      />
    </fieldset>
  );
}

function FacetBox({ facet }: { facet: Facet }) {
  const data = store.value;
  const counts = result.value.counts[facet];
  const picked = chosen[facet].value;
  const values = [...new Set([...counts.keys(), ...picked])];
  // A facet with one value parts nothing; the actors' stays for its search.
  if (facet !== "actor" && values.length < 2 && !picked.size) return null;
  const shown = open.value.has(facet);
  return (
    <fieldset class="facet">
      <legend>
        <button type="button" class="facet-title" aria-expanded={shown} onClick={() => openOrClose(facet)}>{title(facet)}</button>
      </legend>
      {!shown && picked.size > 0 && <p class="facet-sum">{number(picked.size)} {t("chosenCount")}</p>}
      {shown && <Values data={data} facet={facet} values={values} counts={counts} />}
    </fieldset>
  );
}

interface ValuesProps {
  data: Store;
  facet: Facet;
  values: number[];
  counts: Map<number, number>;
}

function Values({ data, facet, values, counts }: ValuesProps) {
  const [typed, setTyped] = useState("");
  const [all, setAll] = useState(false);
  const picked = chosen[facet].value;
  const wanted = typed.trim();
  const searched = facet === "actor" || (values.length > FIRST && !IN_ORDER.includes(facet));
  const found = wanted && searched ? spelt(data, facet, wanted, values) : values;
  if (IN_ORDER.includes(facet)) found.sort((a, b) => a - b);
  else {
    found.sort((a, b) =>
      Number(picked.has(b)) - Number(picked.has(a)) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0) ||
      facetName(data, facet, a).localeCompare(facetName(data, facet, b)));
  }
  const limit = IN_ORDER.includes(facet) ? Infinity : wanted || all ? FOUND : FIRST;
  const hidden = found.length - limit;
  const hint: Word = facet === "actor" ? "actorSearch" : "facetSearch";
  return (
    <div>
      {searched && (
        <input
          type="search" class="field" value={typed} placeholder={t(hint)} aria-label={`${title(facet)}: ${t(hint)}`}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {facet === "actor" && picked.size > 1 && <AnyOrAll />}
      <ul>{found.slice(0, limit).map((value) => <Choice key={value} facet={facet} value={value} count={counts.get(value) ?? 0} />)}</ul>
      {wanted !== "" && !found.length && <p class="dim">{t("nobodyFound")}</p>}
      {hidden > 0 && (all || wanted
        ? <p class="dim">+ {number(hidden)} {t("more")}</p>
        : <button type="button" class="link" onClick={() => setAll(true)}>+ {number(hidden)} {t("more")}</button>)}
      {all && !wanted && <button type="button" class="link" onClick={() => setAll(false)}>{t("fewer")}</button>}
    </div>
  );
}

/** The values with that in one of their spellings; actors also where they have no event now. */
function spelt(data: Store, facet: Facet, wanted: string, values: number[]): number[] {
  const from = facet === "actor" ? [...data.actors.id.keys()].filter((actor) => !data.joined.has(actor)) : values;
  const variants = facet === "actor" ? data.actors.variants : facet === "place" ? data.places.variants : [];
  const terms = searchTerms(wanted);
  const called = (name: string): boolean => {
    const folded = fold(name);
    return terms.every((term) => hasTerm(folded, term));
  };
  return from.filter((value) =>
    called(facetName(data, facet, value)) || (value >= 0 && variants[value]?.some((name) => called(data.strings[name]))));
}

function AnyOrAll() {
  return (
    <div class="segmented small" role="group" aria-label={t("actorModeHint")} title={t("actorModeHint")}>
      {(["any", "all"] as const).map((mode) => (
        <button type="button" key={mode} aria-pressed={actorMode.value === mode} onClick={() => { actorMode.value = mode; }}>
          {t(mode === "any" ? "anyActor" : "allActors")}
        </button>
      ))}
    </div>
  );
}

function Choice({ facet, value, count }: { facet: Facet; value: number; count: number }) {
  const data = store.value;
  const name = facetName(data, facet, value);
  const quad = facet === "quad" ? value : facet === "class" ? data.classes[value].quad : -1;
  return (
    <li>
      <label class={count ? "choice" : "choice dim"}>
        <input type="checkbox" checked={chosen[facet].value.has(value)} onChange={() => toggle(facet, value)} />
        {quad >= 0 && <span class={`swatch q${quad}`} />}
        {facet === "status" && <Glyph status={value} quad={5} size={12} />}
        <bdi class="choice-name" title={name}>{name}</bdi>
        <span class="count">{number(count)}</span>
      </label>
    </li>
  );
}

/** What is chosen now: its kind, its name, and what takes it back. */
function chips(): [string, string, () => void][] {
  const data = store.value;
  const chips: [string, string, () => void][] = [];
  if (query.value.trim()) chips.push([t("search"), query.value.trim(), () => { query.value = ""; }]);
  if (range.value) {
    chips.push([t("timeRange"), shortRange(range.value[0], range.value[1] - 1), () => { range.value = null; }]);
  }
  if (keyEvents.value !== null) {
    chips.push([t("keyEvents"), number(keyEvents.value), () => { keyEvents.value = null; }]);
  }
  for (const facet of FACETS) {
    for (const value of chosen[facet].value) {
      chips.push([t(facet), facetName(data, facet, value), () => toggle(facet, value)]);
    }
  }
  return chips;
}

/** What is chosen, in words for exports and print. */
export function chosenWords(): string[] {
  return chips().map(([kind, name]) => `${kind}: ${name}`);
}

/** What is chosen now, each with a button that takes it back. */
export function Chosen() {
  const all = chips();
  if (!all.length) return null;
  return (
    <div class="chosen">
      {all.map(([kind, name, remove], index) => (
        <span class="chosen-chip" key={index}>
          <span class="dim">{kind}</span> <bdi>{name}</bdi>
          <button type="button" aria-label={`${t("remove")}: ${kind} ${name}`} onClick={remove}>×</button>
        </span>
      ))}
      <button type="button" class="link" onClick={clearAll}>{t("clearAll")}</button>
    </div>
  );
}
