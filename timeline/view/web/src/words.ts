// Words of the parts that explore: filters, network, map, key dates, plans and neighbours.
// Taken into the table of i18n.ts.

export const EXPLORE = {
  quad: ["Kind", "Art"],
  place: ["Place", "Ort"],
  noPlace: ["No place", "Kein Ort"],
  corroboration: ["Corroboration", "Bestätigung"],
  corroboration_single: ["single source", "eine Quelle"],
  corroboration_corroborated: ["several sources", "mehrere Quellen"],
  corroboration_disputed: ["disputed", "umstritten"],
  basis: ["Basis of the date", "Grundlage des Datums"],
  facetSearch: ["Find a value", "Wert suchen"],
  nobodyFound: ["Nothing of that name in these events.", "Nichts dieses Namens in diesen Ereignissen."],
  chosenCount: ["chosen", "gewählt"],
  aspect_date: ["Date", "Datum"],
  aspect_number: ["Number", "Zahl"],
  aspect_actor: ["Actor", "Akteur"],
  aspect_place: ["Place", "Ort"],
  aspect_status: ["Status", "Status"],
  claimedBy: ["according to", "laut"],
} as const satisfies Record<string, readonly [string, string]>;
