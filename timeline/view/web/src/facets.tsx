// The filters: each value with the number of events that choosing it would show.
import { useState } from "preact/hooks";
import { fold } from "./fold";
import { Glyph } from "./glyph";
import { number, t } from "./i18n";
import { actorName, facetName } from "./labels";
import {
  actorMode, chosen, clearAll, drawer, filtered, query, range, result, store, toggle, type Facet,
} from "./state";
import { shortRange } from "./dates";

const FIRST = 10;
const FOUND = 60;

export function Facets() {
  return (
    <nav class={drawer.value ? "facets open" : "facets"} aria-label={t("filters")} id="filters">
      <div class="facets-bar">
        <h2>{t("filters")}</h2>
        <button type="button" class="button" disabled={!filtered.value} onClick={clearAll}>{t("clearAll")}</button>
        <button type="button" class="button only-narrow" aria-label={t("close")} onClick={() => { drawer.value = false; }}>×</button>
      </div>
      <ActorFacet />
      <PlainFacet facet="status" />
      <PlainFacet facet="class" />
      <PlainFacet facet="source" />
      <PlainFacet facet="language" />
    </nav>
  );
}

function ActorFacet() {
  const [typed, setTyped] = useState("");
  const [all, setAll] = useState(false);
  const data = store.value;
  const counts = result.value.counts.actor;
  const picked = chosen.actor.value;
  const wanted = fold(typed.trim());
  let actors = data.actors.id.map((_, actor) => actor);
  if (wanted) {
    actors = actors.filter((actor) =>
      fold(actorName(data, actor)).includes(wanted) ||
      data.actors.variants[actor].some((name) => fold(data.strings[name]).includes(wanted)));
  } else {
    actors = actors.filter((actor) => picked.has(actor) || counts.has(actor));
  }
  actors.sort((a, b) =>
    Number(picked.has(b)) - Number(picked.has(a)) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0) ||
    actorName(data, a).localeCompare(actorName(data, b)));
  const limit = wanted || all ? FOUND : FIRST;
  const hidden = actors.length - limit;
  return (
    <fieldset class="facet">
      <legend>{t("actors")}</legend>
      <input
        type="search" class="field" value={typed} placeholder={t("actorSearch")} aria-label={t("actorSearch")}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      {picked.size > 1 && (
        <div class="segmented small" role="group" aria-label={t("actorModeHint")} title={t("actorModeHint")}>
          {(["any", "all"] as const).map((mode) => (
            <button type="button" key={mode} aria-pressed={actorMode.value === mode} onClick={() => { actorMode.value = mode; }}>
              {t(mode === "any" ? "anyActor" : "allActors")}
            </button>
          ))}
        </div>
      )}
      <ul>{actors.slice(0, limit).map((actor) => <Choice key={actor} facet="actor" value={actor} count={counts.get(actor) ?? 0} />)}</ul>
      {hidden > 0 && (all || wanted
        ? <p class="dim">+ {number(hidden)} {t("more")}</p>
        : <button type="button" class="link" onClick={() => setAll(true)}>+ {number(hidden)} {t("more")}</button>)}
      {all && !wanted && <button type="button" class="link" onClick={() => setAll(false)}>{t("fewer")}</button>}
    </fieldset>
  );
}

function PlainFacet({ facet }: { facet: Exclude<Facet, "actor"> }) {
  const [all, setAll] = useState(false);
  const counts = result.value.counts[facet];
  const values = [...new Set([...counts.keys(), ...chosen[facet].value])];
  if (facet === "class" || facet === "status") values.sort((a, b) => a - b);
  else values.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  if (!values.length || (facet === "language" && values.length < 2 && !chosen.language.value.size)) return null;
  const limit = all || facet === "class" || facet === "status" ? 400 : FIRST;
  return (
    <fieldset class="facet">
      <legend>{t(facet)}</legend>
      <ul>{values.slice(0, limit).map((value) => <Choice key={value} facet={facet} value={value} count={counts.get(value) ?? 0} />)}</ul>
      {values.length > limit && (
        <button type="button" class="link" onClick={() => setAll(true)}>+ {number(values.length - limit)} {t("more")}</button>
      )}
    </fieldset>
  );
}

function Choice({ facet, value, count }: { facet: Facet; value: number; count: number }) {
  const data = store.value;
  const name = facetName(data, facet, value);
  return (
    <li>
      <label class={count ? "choice" : "choice dim"}>
        <input type="checkbox" checked={chosen[facet].value.has(value)} onChange={() => toggle(facet, value)} />
        {facet === "class" && <span class={`swatch q${data.classes[value].quad}`} />}
        {facet === "status" && <Glyph status={value} quad={5} size={12} />}
        <bdi class="choice-name" title={name}>{name}</bdi>
        <span class="count">{number(count)}</span>
      </label>
    </li>
  );
}

/** What is chosen now, each with a button that takes it back. */
export function Chosen() {
  const data = store.value;
  const chips: [string, string, () => void][] = [];
  if (query.value.trim()) chips.push([t("search"), query.value.trim(), () => { query.value = ""; }]);
  if (range.value) {
    chips.push([t("timeRange"), shortRange(range.value[0], range.value[1] - 1), () => { range.value = null; }]);
  }
  for (const facet of ["actor", "class", "status", "source", "language"] as const) {
    for (const value of chosen[facet].value) {
      chips.push([t(facet), facetName(data, facet, value), () => toggle(facet, value)]);
    }
  }
  if (!chips.length) return null;
  return (
    <div class="chosen">
      {chips.map(([kind, name, remove], index) => (
        <span class="chosen-chip" key={index}>
          <span class="dim">{kind}</span> <bdi>{name}</bdi>
          <button type="button" aria-label={`${t("remove")}: ${kind} ${name}`} onClick={remove}>×</button>
        </span>
      ))}
      <button type="button" class="link" onClick={clearAll}>{t("clearAll")}</button>
    </div>
  );
}
