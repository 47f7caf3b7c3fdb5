// The page: header, filters, chart, list and detail.
import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { items, startEdits, undoLast } from "./byhand";
import { Corrections, Notice } from "./corrections";
import { loadStore } from "./load";
import { DAY, shortRange } from "./dates";
import { Detail } from "./detail";
import { Chosen, Facets } from "./facets";
import { startEditing } from "./edit";
import { fromHash, keepHash } from "./hash";
import { counted, language, number, setLanguage, t } from "./i18n";
import { EventList, SortBy } from "./list";
import { Exports, Views } from "./menu";
import { Network } from "./network";
import { Articles, Brief, Help, Problems } from "./panels";
import { coreOf } from "./periods";
import { printShown, startPrint } from "./print";
import { readSentences } from "./search";
import { followChanges } from "./served";
import {
  drawer, extent, filtered, helpOpen, periods, query, range, result, selected, showCore, step, store, tab, TABS,
} from "./state";
import { NONE } from "./data";
import { setTheme, startTheme, theme, type Theme } from "./theme";
import { shift, TimelineChart, zoom } from "./timeline";
import "./style.css";
import "./access.css";
import { PlacesMap } from "./map"; // Its style sheet comes after the general one.

function Header() {
  const data = store.value;
  const sources = new Set(data.documents.source.filter((source) => source >= 0));
  const dates = dateRange();
  const facts = [
    counted(data.size, "eventOne", "eventMany"),
    counted(data.documents.id.length, "articleOne", "articleMany"),
    counted(sources.size, "sourceOne", "sourceMany"),
  ];
  if (dates) facts.push(dates);
  return (
    <header class="top">
      <div class="brand">
        <h1 dir="auto">{data.title ?? t("app")}</h1>
        <p class="dim">{facts.join(" · ")}</p>
      </div>
      <SearchField />
      <div class="tools">
        <Views />
        <Exports />
        <button type="button" class="button only-narrow" aria-expanded={drawer.value} aria-controls="filters" onClick={() => { drawer.value = !drawer.value; }}>
          {t("filters")}
        </button>
        <div class="segmented" role="group" aria-label={t("language")}>
          {(["en", "de"] as const).map((code) => (
            <button type="button" key={code} lang={code} aria-pressed={language.value === code} onClick={() => setLanguage(code)}>
              {code.toUpperCase()}
            </button>
          ))}
        </div>
        <ThemeSwitch />
        <button type="button" class="button" aria-label={t("help")} title={t("help")} onClick={() => { helpOpen.value = true; }}>?</button>
      </div>
    </header>
  );
}

const THEMES: readonly Theme[] = ["auto", "light", "dark"];

function ThemeSwitch() {
  const words = `${t("theme")}: ${t(`theme_${theme.value}`)}`;
  const next = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length];
  return (
    <button type="button" class="button icon" id="theme" aria-label={words} title={words} onClick={() => setTheme(next)}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="5.6" class={theme.value === "dark" ? "full" : "open"} />
        {theme.value === "auto" && <path class="full" d="M8 2.4a5.6 5.6 0 0 1 0 11.2Z" />}
      </svg>
    </button>
  );
}

/** What the story covers; a few stray dates ("in 1744") do not count, "All" shows them. */
function dateRange(): string | null {
  const core = coreOf(periods.value, extent.value);
  if (core) return shortRange(core[0] + DAY, core[1] - DAY - 1);
  const { events, size } = store.value;
  let first = Infinity;
  let last = -Infinity;
  for (let event = 0; event < size; event++) {
    if (events.start[event] !== NONE) first = Math.min(first, events.start[event]);
    if (events.end[event] !== NONE) last = Math.max(last, events.end[event] - 1);
    if (events.start[event] !== NONE) last = Math.max(last, events.start[event]);
  }
  return first === Infinity || last < first ? null : shortRange(first, last);
}

function SearchField() {
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef(0);
  useEffect(() => {
    // The field follows the state, but never while somebody types in it.
    if (field.current && document.activeElement !== field.current) field.current.value = query.value;
  });
  return (
    <div class="search" role="search">
      <input
        ref={field} id="search" type="search" class="field" placeholder={t("searchHint")} aria-label={t("search")}
        aria-keyshortcuts="/" defaultValue={query.value} autocomplete="off" spellcheck={false}
        onFocus={() => void readSentences(store.value)}
        onInput={(event) => {
          const { value } = event.currentTarget;
          clearTimeout(timer.current);
          timer.current = window.setTimeout(() => { query.value = value; }, 90);
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  );
}

function Body() {
  const data = store.value;
  const shown = result.value.events.length;
  const counts = {
    events: filtered.value ? `${number(shown)} ${t("ofAll")} ${number(data.size)}` : number(data.size),
    network: "",
    map: "",
    articles: number(data.documents.id.length),
    corrections: items.value.length ? number(items.value.length) : "",
    problems: number(data.problems.length),
  };
  const bare = selected.value < 0;
  // Network and map take the room of the summary, which they make up for.
  const wide = bare && (tab.value === "network" || tab.value === "map");
  return (
    <div class={wide ? "page wide" : "page"}>
      <button type="button" class="button skip" onClick={() => (document.getElementById("event-list") ?? document.getElementById("panel"))?.focus()}>{t("skip")}</button>
      <Header />
      <Facets />
      {drawer.value && <div class="veil" onClick={() => { drawer.value = false; }} />}
      <main>
        <TimelineChart />
        <div class="tabs-bar">
          <div class="tabs" role="tablist" onKeyDown={tabKeys}>
            {TABS.map((name) => (
              <button
                type="button" role="tab" key={name} id={`tab-${name}`} aria-selected={tab.value === name} aria-controls="panel"
                tabIndex={tab.value === name ? 0 : -1}
                onClick={() => { tab.value = name; }}
              >
                {t(name)} {counts[name] && <span class={name === "problems" && data.problems.length ? "count alert" : "count"}>{counts[name]}</span>}
              </button>
            ))}
          </div>
          <Chosen />
          {tab.value === "events" && <SortBy />}
        </div>
        <div class="tab-panel" id="panel" role="tabpanel" tabIndex={-1} aria-labelledby={`tab-${tab.value}`}>
          {tab.value === "events" && <EventList />}
          {tab.value === "network" && <Network />}
          {tab.value === "map" && <PlacesMap />}
          {tab.value === "articles" && <Articles />}
          {tab.value === "corrections" && <Corrections />}
          {tab.value === "problems" && <Problems />}
        </div>
      </main>
      {bare ? !wide && <Brief /> : <Detail />}
      <Help />
      <Notice />
      <p class="visually-hidden" role="status" aria-live="polite">
        {counted(shown, "eventOne", "eventMany")} {t("shown")}
      </p>
    </div>
  );
}

/** Tabs are one stop; the arrows go from one to the next. */
function tabKeys(event: KeyboardEvent): void {
  const at = TABS.indexOf(tab.value);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: TABS.length - 1 }[event.key];
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  tab.value = TABS[(to + TABS.length) % TABS.length];
  document.getElementById(`tab-${tab.value}`)?.focus();
  event.preventDefault();
  event.stopPropagation();
}

const MOVES: Record<string, () => void> = {
  "+": () => zoom(0.5), "-": () => zoom(2), 0: () => { range.value = null; },
  ArrowLeft: () => shift(-0.25), ArrowRight: () => shift(0.25),
};

function keys(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) undoLast();
  if ((event.ctrlKey || event.metaKey) && event.key === "p") {
    event.preventDefault(); // The browser would print before the evidence is read.
    void printShown();
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (helpOpen.value) return; // The dialog closes itself.
    if (drawer.value) drawer.value = false;
    else if (typing && query.value) {
      query.value = "";
      if (target.id === "search") (target as HTMLInputElement).value = "";
    } else if (typing) target.blur();
    else if (selected.value >= 0) selected.value = -1;
    return;
  }
  if (typing || helpOpen.value) return;
  if (event.key === "/") document.getElementById("search")?.focus();
  else if (event.key === "?") helpOpen.value = true;
  else if (event.key === "e") startEditing();
  else if (event.key === "ArrowDown" || event.key === "j") step(1);
  else if (event.key === "ArrowUp" || event.key === "k") step(-1);
  else if (Object.hasOwn(MOVES, event.key)) MOVES[event.key]();
  else return;
  event.preventDefault();
}

async function start(): Promise<void> {
  const root = document.getElementById("app")!;
  startEdits(await loadStore());
  fromHash(location.hash);
  if (location.hash.length < 2) showCore();
  if (query.value) void readSentences(store.value);
  startTheme();
  keepHash();
  root.textContent = "";
  render(<Page />, root);
  document.addEventListener("keydown", keys);
  root.dataset.ready = "yes";
  followChanges();
  startPrint();
}

function Page() {
  const title = store.value.title ?? t("app");
  useEffect(() => {
    document.documentElement.lang = language.value;
    document.title = title;
  });
  return <Body />;
}

start().catch((error: unknown) => {
  document.getElementById("app")!.textContent = `This page could not be shown: ${String(error)}`;
});
