// Every word of the interface, English and German, in one table.
import { signal } from "@preact/signals";
import { EXPLORE } from "./words";
import { PICTURES } from "./words-pictures";
import { EDIT } from "./words-edit";

export type Language = "en" | "de";

const WORDS = {
  app: ["Timeline", "Zeitleiste"],
  events: ["Events", "Ereignisse"],
  eventOne: ["event", "Ereignis"],
  eventMany: ["events", "Ereignisse"],
  articleOne: ["article", "Artikel"],
  articleMany: ["articles", "Artikel"],
  sourceOne: ["source", "Quelle"],
  sourceMany: ["sources", "Quellen"],
  reportOne: ["report", "Bericht"],
  reportMany: ["reports", "Berichte"],
  ofAll: ["of", "von"],
  shown: ["shown", "angezeigt"],
  search: ["Search", "Suchen"],
  searchHint: ["Search events, actors, evidence …", "Ereignisse, Akteure, Belege durchsuchen …"],
  filters: ["Filters", "Filter"],
  clearAll: ["Clear all", "Alle löschen"],
  clear: ["Clear", "Löschen"],
  remove: ["Remove filter", "Filter entfernen"],
  actors: ["Actors", "Akteure"],
  actorSearch: ["Find an actor", "Akteur suchen"],
  anyActor: ["any", "einer"],
  allActors: ["all", "alle"],
  actorModeHint: [
    "Events with any or with all of the chosen actors",
    "Ereignisse mit einem oder mit allen gewählten Akteuren",
  ],
  more: ["more", "weitere"],
  fewer: ["Show fewer", "Weniger zeigen"],
  class: ["Class", "Klasse"],
  status: ["Status", "Status"],
  source: ["Source", "Quelle"],
  language: ["Language", "Sprache"],
  actor: ["Actor", "Akteur"],
  lanes: ["Lanes by", "Zeilen nach"],
  none: ["none", "keine"],
  others: ["Others", "Übrige"],
  noActor: ["No actor", "Kein Akteur"],
  noSource: ["Source unknown", "Quelle unbekannt"],
  noLanguage: ["unknown", "unbekannt"],
  laneHint: ["as actor or recipient", "als Handelnde oder Betroffene"],
  zoomIn: ["Zoom in", "Vergrößern"],
  zoomOut: ["Zoom out", "Verkleinern"],
  zoomAll: ["All", "Alles"],
  zoomFit: ["Fit", "Einpassen"],
  zoomFitHint: ["Zoom to the events shown", "Auf die gezeigten Ereignisse vergrößern"],
  zoomAllHint: ["Whole time range", "Gesamter Zeitraum"],
  inWords: ["in words", "in Worten"],
  inDeeds: ["in deeds", "in Taten"],
  earlier: ["Earlier", "Früher"],
  later: ["Later", "Später"],
  timeRange: ["Time range", "Zeitraum"],
  timelineChart: ["Timeline chart", "Zeitleistendiagramm"],
  overview: ["Overview: drag to choose a time range", "Übersicht: ziehen wählt einen Zeitraum"],
  overviewBars: ["bars show how many events fall in each interval", "Balken zeigen die Zahl der Ereignisse je Abschnitt"],
  lastReport: ["last report", "letzter Bericht"],
  network: ["Network", "Netzwerk"],
  networkChart: ["Actor network", "Akteursnetzwerk"],
  networkHint: [
    "Lines join actors who act together or upon each other in the events shown. Select an actor or a line to filter.",
    "Linien verbinden Akteure, die in den gezeigten Ereignissen miteinander oder aneinander handeln. Ein Akteur oder eine Linie filtert.",
  ],
  networkEmpty: [
    "No two actors meet in the events shown.",
    "In den gezeigten Ereignissen treffen keine zwei Akteure aufeinander.",
  ],
  pairs: ["Strongest ties", "Stärkste Verbindungen"],
  cooperation: ["cooperation", "Kooperation"],
  conflict: ["conflict", "Konflikt"],
  mixed: ["both", "beides"],
  articles: ["Articles", "Artikel"],
  problems: ["Problems", "Probleme"],
  noProblems: ["No problems were met.", "Es gab keine Probleme."],
  problemsHint: [
    "Articles that could not be used, or only with a limit, and what helps.",
    "Artikel, die nicht oder nur eingeschränkt verwendet werden konnten, und was hilft.",
  ],
  severity_error: ["left out", "ausgelassen"],
  severity_warning: ["limited", "eingeschränkt"],
  remedy: ["What helps", "Was hilft"],
  undated: ["Undated", "Undatiert"],
  undatedHint: [
    "undated events are outside any time range",
    "undatierte Ereignisse liegen außerhalb jedes Zeitraums",
  ],
  nothing: ["No event matches these filters.", "Kein Ereignis passt zu diesen Filtern."],
  noEvents: ["No events were found in these articles.", "In diesen Artikeln wurden keine Ereignisse gefunden."],
  detail: ["Event details", "Ereignis im Einzelnen"],
  selectHint: ["Select an event in the chart or the list.", "Ein Ereignis im Diagramm oder in der Liste auswählen."],
  close: ["Close", "Schließen"],
  previous: ["Previous event", "Voriges Ereignis"],
  next: ["Next event", "Nächstes Ereignis"],
  when: ["When", "Wann"],
  whyDate: ["Why this date", "Warum dieses Datum"],
  saidAs: ["in the text", "im Text"],
  who: ["Who", "Wer"],
  where: ["Where", "Wo"],
  saysWho: ["Says who", "Wer das sagt"],
  role_actor: ["actor", "Handelnde"],
  role_recipient: ["recipient", "Betroffene"],
  role_mentioned: ["mentioned", "erwähnt"],
  evidence: ["Evidence", "Belege"],
  published: ["published", "veröffentlicht"],
  publishedUnknown: ["publication date unknown", "Veröffentlichungsdatum unbekannt"],
  openArticle: ["Open article", "Artikel öffnen"],
  address: ["address", "Adresse"],
  merged: ["Why these reports are one event", "Warum diese Berichte ein Ereignis sind"],
  conflicts: ["The reports disagree", "Die Berichte widersprechen sich"],
  corrected: ["Corrected by hand", "Von Hand berichtigt"],
  left_out: ["left out", "ausgelassen"],
  loading: ["Reading …", "Wird gelesen …"],
  copyLink: ["Copy link", "Link kopieren"],
  copied: ["Copied", "Kopiert"],
  confidence: ["Confidence", "Sicherheit"],
  legendTrigger: ["event word", "Ereigniswort"],
  legendTime: ["time expression", "Zeitangabe"],
  legendActor: ["actor", "Akteur"],
  from_argument: ["given by the user", "vom Benutzer angegeben"],
  from_header: ["from the article's header", "aus dem Kopf des Artikels"],
  from_metadata: ["from the page's metadata", "aus den Metadaten der Seite"],
  from_url: ["from the address", "aus der Adresse"],
  from_dateline: ["from the dateline", "aus der Ortsmarke"],
  from_estimate: ["estimated", "geschätzt"],
  from_unknown: ["unknown", "unbekannt"],
  status_happened: ["happened", "geschehen"],
  status_planned: ["planned", "geplant"],
  status_claimed: ["claimed", "behauptet"],
  status_denied: ["denied", "bestritten"],
  status_hypothetical: ["hypothetical", "hypothetisch"],
  basis_explicit: ["date stated", "Datum genannt"],
  basis_relative: ["reckoned from the publication date", "vom Erscheinungstag aus berechnet"],
  near: ["near", "nahe"],
  basis_implicit: ["from context", "aus dem Zusammenhang"],
  basis_undated: ["no date", "kein Datum"],
  quad_0: ["verbal cooperation", "Kooperation in Worten"],
  quad_1: ["material cooperation", "Kooperation in Taten"],
  quad_2: ["verbal conflict", "Konflikt in Worten"],
  quad_3: ["material conflict", "Konflikt in Taten"],
  quad_4: ["other", "Sonstiges"],
  class_AGREE: ["Agree", "Einigung"],
  class_CONSULT: ["Consult", "Gespräch"],
  class_SUPPORT: ["Support", "Unterstützung"],
  class_CONCEDE: ["Concede", "Zugeständnis"],
  class_COOPERATE: ["Cooperate", "Zusammenarbeit"],
  class_AID: ["Aid", "Hilfe"],
  class_RETREAT: ["Retreat", "Rückzug"],
  class_REQUEST: ["Request", "Forderung"],
  class_ACCUSE: ["Accuse", "Vorwurf"],
  class_REJECT: ["Reject", "Ablehnung"],
  class_THREATEN: ["Threaten", "Drohung"],
  class_PROTEST: ["Protest", "Protest"],
  class_SANCTION: ["Sanction", "Sanktion"],
  class_MOBILIZE: ["Mobilize", "Mobilisierung"],
  class_COERCE: ["Coerce", "Zwang"],
  class_ASSAULT: ["Assault", "Angriff"],
  class_OTHER: ["Other", "Sonstiges"],
  since: ["since", "seit"],
  until: ["until", "bis"],
  about: ["about", "etwa"],
  weekOf: ["week of", "Woche vom"],
  decadeOf: ["the", "die"],
  decadeEnd: ["s", "er Jahre"],
  periods: ["Periods", "Abschnitte"],
  noDate: ["no date", "kein Datum"],
  theme: ["Appearance", "Darstellung"],
  theme_auto: ["System", "System"],
  theme_light: ["Light", "Hell"],
  theme_dark: ["Dark", "Dunkel"],
  help: ["Keyboard and reading help", "Tastatur und Lesehilfe"],
  helpKeys: ["Keys", "Tasten"],
  key_search: ["go to the search field", "zum Suchfeld"],
  key_arrows: ["previous, next event", "voriges, nächstes Ereignis"],
  key_home: ["first, last event", "erstes, letztes Ereignis"],
  key_esc: ["close the details, clear the search", "Einzelheiten schließen, Suche leeren"],
  key_help: ["this help", "diese Hilfe"],
  helpMarks: ["Marks", "Zeichen"],
  helpChart: [
    "Drag in the chart to zoom, double-click to see everything. Many events are drawn as bars, hatched where they did not happen or not yet; zoom in for single marks. Hatched stretches are dates known only to the week, month or year.",
    "Ziehen im Diagramm vergrößert, Doppelklick zeigt alles. Viele Ereignisse erscheinen als Balken, schraffiert, wo sie nicht oder noch nicht geschehen sind; näher heran werden es einzelne Zeichen. Schraffierte Strecken sind Daten, die nur auf Woche, Monat oder Jahr genau bekannt sind.",
  ],
  brief: ["At a glance", "Auf einen Blick"],
  busiest: ["Days with most events", "Tage mit den meisten Ereignissen"],
  topActors: ["Actors with most events", "Akteure mit den meisten Ereignissen"],
  tension: ["By kind", "Nach Art"],
  ...EXPLORE,
  ...PICTURES,
  ...EDIT,
} as const satisfies Record<string, readonly [string, string]>;

export type Word = keyof typeof WORDS;

function remembered(): Language {
  try {
    const kept = localStorage.getItem("timeline-language");
    if (kept === "en" || kept === "de") return kept;
  } catch {
    // Storage may be closed to pages opened from disk.
  }
  return navigator.language.toLowerCase().startsWith("de") ? "de" : "en";
}

export const language = signal<Language>(remembered());

export function setLanguage(value: Language): void {
  language.value = value;
  try {
    localStorage.setItem("timeline-language", value);
  } catch {
    // As above: it holds until the page is closed.
  }
}

export function t(word: Word): string {
  return WORDS[word][language.value === "de" ? 1 : 0];
}

/** A word named by data ("status_" + "planned"); the data's own word where the table has none. */
export function named(prefix: string, name: string): string {
  const key = prefix + name;
  return Object.hasOwn(WORDS, key) ? t(key as Word) : name;
}

// Making a formatter takes a hundred times as long as using it.
const formats = { en: new Intl.NumberFormat("en"), de: new Intl.NumberFormat("de") };

export function number(value: number): string {
  return formats[language.value].format(value);
}

export function counted(value: number, one: Word, many: Word): string {
  return `${number(value)} ${t(value === 1 ? one : many)}`;
}
