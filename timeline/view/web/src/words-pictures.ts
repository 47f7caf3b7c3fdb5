// Words of the pictures: network, map and the lines between a plan and what became of it.
// Taken into the table of i18n.ts.

export const PICTURES = {
  map: ["Map", "Karte"],
  mapChart: ["Map of the places", "Karte der Orte"],
  mapHint: [
    "Circles stand for the places of the events shown; the larger, the more events. Select one to filter.",
    "Kreise stehen für die Orte der gezeigten Ereignisse; je größer, desto mehr Ereignisse. Auswahl filtert.",
  ],
  mapKeys: [
    "Arrow keys move the map, + and − zoom, 0 shows all places. The table beside it says the same.",
    "Pfeiltasten verschieben die Karte, + und − vergrößern und verkleinern, 0 zeigt alle Orte. Die Tabelle daneben sagt dasselbe.",
  ],
  mapEmpty: [
    "None of the events shown has a place with coordinates.",
    "Keines der gezeigten Ereignisse hat einen Ort mit Koordinaten.",
  ],
  mapOutlines: [
    "Outlines: Natural Earth, simplified; borders as they are held in fact, not as claimed.",
    "Umrisse: Natural Earth, vereinfacht; Grenzen, wie sie tatsächlich verlaufen, nicht wie beansprucht.",
  ],
  places: ["Places", "Orte"],
  showEvents: ["Show the events", "Ereignisse zeigen"],
  showEventsOf: ["Show the events of", "Ereignisse zeigen von"],
  offMap: ["Not on the map", "Nicht auf der Karte"],
  eventsNoPlace: ["whose text names no place", "deren Text keinen Ort nennt"],
  noCoordinates: ["Places without coordinates", "Orte ohne Koordinaten"],
  placesMore: ["more places here", "weitere Orte hier"],
  showAll: ["Show all", "Alle zeigen"],
  skip: ["Skip to the events", "Zu den Ereignissen"],
  key_shift: ["earlier, later", "früher, später"],
  key_zoom: ["zoom in, out, whole time", "vergrößern, verkleinern, gesamte Zeit"],
  kind_country: ["state, place", "Staat, Ort"],
  kind_person: ["person", "Person"],
  kind_organisation: ["organisation, group", "Organisation, Gruppe"],
  networkMost: ["Only the strongest ties are drawn, the table has all.", "Nur die stärksten Verbindungen sind gezeichnet, die Tabelle hat alle."],
  neither: ["neither", "keines von beiden"],
} as const satisfies Record<string, readonly [string, string]>;
