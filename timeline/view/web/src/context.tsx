// What belongs to an event: the plan and what became of it, and what happened before and after.
import { NONE, type Store } from "./data";
import { groupInWords } from "./dates";
import { Glyph } from "./glyph";
import { named, t } from "./i18n";
import { withNames } from "./labels";
import { selected } from "./state";

const NEAR = 3; // events on each side

function Lines({ data, events, now }: { data: Store; events: number[]; now?: number }) {
  return (
    <ol class="near">
      {events.map((event) => (
        <li key={event} aria-current={event === now ? "true" : undefined}>
          <Glyph status={data.events.status[event]} quad={data.classes[data.events.class[event]].quad} size={12} />
          <span>
            <span class="dim">{groupInWords(data, event)}</span>{" "}
            {event === now
              ? <strong dir="auto">{data.strings[data.events.title[event]]}</strong>
              : <button type="button" class="link" dir="auto" onClick={() => { selected.value = event; }}>{data.strings[data.events.title[event]]}</button>}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Every step from where it was announced to what became of it, in date order. */
export function Story({ data, event }: { data: Store; event: number }) {
  const { links, linkKinds, strings } = data;
  const steps = new Map<number, { kind: number; why: number; from: number }>();
  const waiting = [event];
  while (waiting.length) {
    const one = waiting.pop()!;
    for (let row = links.at[one]; row < links.at[one + 1]; row++) {
      const other = links.event[row];
      if (other === event || steps.has(other)) continue;
      steps.set(other, { kind: links.kind[row], why: links.why[row], from: one });
      waiting.push(other);
    }
  }
  if (!steps.size) return null;
  return (
    <section class="related story">
      <h3>{t("story")}</h3>
      <Lines data={data} events={[event, ...steps.keys()].sort((a, b) => a - b)} now={event} />
      {[...steps].filter(([, { from }]) => from === event).map(([other, { kind, why }]) => (
        <p class="dim" key={other}>
          {named("link_", linkKinds[kind].replace(" ", "_"))}{strings[why] !== undefined && <>: <bdi>{withNames(data, strings[why])}</bdi></>}
        </p>
      ))}
    </section>
  );
}

/** The nearest dated events before and after it, of the same actors where there are any. */
export function Context({ data, event }: { data: Store; event: number }) {
  const { events, roles, size } = data;
  const dated = (one: number): boolean => events.start[one] !== NONE || events.end[one] !== NONE;
  if (!dated(event)) return null;
  const own = new Set(roles.actor.subarray(roles.at[event], roles.at[event + 1]));
  const shares = (one: number): boolean => {
    for (let role = roles.at[one]; role < roles.at[one + 1]; role++) if (own.has(roles.actor[role])) return true;
    return false;
  };
  const near = (step: number, wanted: (one: number) => boolean): number[] => {
    const found: number[] = [];
    for (let one = event + step; one >= 0 && one < size && found.length < NEAR; one += step) {
      if (dated(one) && wanted(one)) found.push(one);
    }
    return found;
  };
  let both = [near(-1, shares), near(1, shares)];
  const same = both.some((side) => side.length);
  if (!same) both = [near(-1, () => true), near(1, () => true)];
  if (both.every((side) => !side.length)) return null;
  return (
    <section class="related context">
      <h3>{t("context")} <span class="dim">{t(same ? "contextActors" : "contextAny")}</span></h3>
      <Lines data={data} events={[...both[0].reverse(), event, ...both[1]]} now={event} />
    </section>
  );
}
