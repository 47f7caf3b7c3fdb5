// What values of facets and lanes are called, in the language of the interface.
import type { Store } from "./data";
import { CORROBORATIONS, type Facet } from "./facet";
import { language, named, t } from "./i18n";

export function actorName(data: Store, actor: number): string {
  const column = language.value === "de" ? data.actors.de : data.actors.en;
  return data.strings[column[actor]] ?? data.strings[data.actors.name[actor]];
}

export function placeName(data: Store, place: number): string {
  return data.strings[data.places[language.value === "de" ? "de" : "en"][place]];
}

/** Where the event was: "Lima", "near Lima", "Lima (from context)". */
export function whereName(data: Store, event: number): string {
  const name = placeName(data, data.events.place[event]);
  switch (data.placeBases[data.events.placed[event]]) {
    case "near": return `${t("near")} ${name}`;
    case "inferred": return `${name} (${t("basis_implicit")})`;
    default: return name;
  }
}

export function className(data: Store, index: number): string {
  return named("class_", data.classes[index].name);
}

export function statusName(data: Store, index: number): string {
  return named("status_", data.statuses[index]);
}

export function languageName(data: Store, value: number): string {
  if (value < 0) return t("noLanguage");
  const code = data.strings[value];
  try {
    return new Intl.DisplayNames([language.value], { type: "language" }).of(code) ?? code;
  } catch {
    return code; // Not a language code at all: shown as it came.
  }
}

export function facetName(data: Store, facet: Facet, value: number): string {
  switch (facet) {
    case "actor": return actorName(data, value);
    case "class": return className(data, value);
    case "status": return statusName(data, value);
    case "quad": return named("quad_", `${value}`);
    case "corroboration": return named("corroboration_", CORROBORATIONS[value]);
    case "basis": return named("basis_", data.bases[value]);
    case "place": return value < 0 ? t("noPlace") : placeName(data, value);
    case "source": return value < 0 ? t("noSource") : data.strings[value];
    case "language": return languageName(data, value);
  }
}

/** "Russia → Ukraine": who acts, and upon whom. */
export function whoToWhom(data: Store, event: number): string {
  const sides: string[][] = [[], [], []];
  for (let role = data.roles.at[event]; role < data.roles.at[event + 1]; role++) {
    const name = actorName(data, data.roles.actor[role]);
    const side = sides[data.roles.role[role]];
    if (!side.includes(name)) side.push(name);
  }
  const [doing, doneTo, mentioned] = sides;
  if (doing.length && doneTo.length) return `${doing.join(", ")} → ${doneTo.join(", ")}`;
  if (doing.length) return doing.join(", ");
  if (doneTo.length) return `→ ${doneTo.join(", ")}`;
  return mentioned.join(", ");
}

/** A reason as readers want it: actors by their names where it has their ids. */
export function withNames(data: Store, text: string): string {
  return text.replace(/\b[a-z]+:[\w-]+/g, (id) => {
    const actor = data.actors.id.findIndex((one) => data.strings[one] === id);
    return actor < 0 ? id : actorName(data, actor);
  });
}
