// Instant search over folded text: titles, actors with all their spellings, places, sources, and
// the sentences of evidence once they have been read.
import { signal } from "@preact/signals";
import type { Store } from "./data";
import { readPassage } from "./load";
import { fold, hasTerm, searchTerms } from "./fold";

// Above this the sentences stay packed: unpacking all of them would cost more memory than the
// search is worth, and titles are made of the same words.
const SENTENCES_UP_TO = 20_000;

const foldedStrings: (string | undefined)[] = [];
let sentences: string[] | null = null;
/** Rises when the sentences have been read, so that a running search is done again. */
export const sentencesRead = signal(0);

export async function readSentences(store: Store): Promise<void> {
  if (sentences || store.size > SENTENCES_UP_TO) return;
  const { reports } = store;
  const out: string[] = [];
  const order = Array.from(reports.passage.keys()).sort((a, b) => reports.passage[a] - reports.passage[b]);
  for (const report of order) {
    const passage = reports.passage[report];
    const [text] = await readPassage(store, passage);
    out[reports.origin[report]] = fold(text.slice(reports.start[report], reports.start[report] + reports.length[report]));
  }
  sentences = out;
  sentencesRead.value++;
}

/** One flag per event, or null where nothing is searched for. */
export function textHits(store: Store, query: string): Uint8Array | null {
  const terms = searchTerms(query);
  void sentencesRead.value;
  if (!terms.length) return null;
  const hits = new Uint8Array(store.size).fill(1);
  for (const term of terms) keepHits(store, term, hits);
  return hits;
}

function keepHits(store: Store, term: string[], hits: Uint8Array): void {
  const { events, roles, reports, actors, documents, strings } = store;
  const known = new Int8Array(strings.length);
  const hit = (number: number): boolean => {
    if (number < 0) return false;
    if (known[number] === 0) {
      const text = (foldedStrings[number] ??= fold(strings[number]));
      known[number] = hasTerm(text, term) ? 1 : -1;
    }
    return known[number] === 1;
  };
  const actorHit = Array.from(
    actors.id, (_, actor) => hit(actors.name[actor]) || actors.variants[actor].some(hit),
  );
  const documentHit = Array.from(
    documents.id, (_, document) => hit(documents.source[document]) || hit(documents.title[document]),
  );
  const { places } = store;
  const placeHit = Array.from(
    places.id, (_, place) => hit(places.en[place]) || hit(places.de[place]) || places.variants[place].some(hit),
  );
  const fields = [
    events.title, events.attribution, events.expression, events.edtf, events.mode,
  ];
  for (let event = 0; event < store.size; event++) {
    if (!hits[event]) continue;
    let found = fields.some((field) => hit(field[event])) || placeHit[events.place[event]];
    for (let role = roles.at[event]; !found && role < roles.at[event + 1]; role++) {
      found = actorHit[roles.actor[role]] || hit(roles.mention[role]);
    }
    for (let report = reports.at[event]; !found && report < reports.at[event + 1]; report++) {
      const document = reports.document[report];
      found = (document >= 0 && documentHit[document]) ||
        (sentences?.[reports.origin[report]] !== undefined && hasTerm(sentences[reports.origin[report]], term));
    }
    if (!found) hits[event] = 0;
  }
}
