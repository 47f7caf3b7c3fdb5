// Every event that is shown, with its evidence, for paper: the list on the screen holds only what is in sight.
import { render } from "preact";
import { linesOf } from "./corrections";
import type { Store } from "./data";
import { groupInWords, inWords, shortDay } from "./dates";
import { claimText, disputesOf } from "./disputes";
import { readEvidence, readEvidenceNow, sentenceOf } from "./evidence";
import { chosenWords } from "./facets";
import { counted, named, t } from "./i18n";
import { className, statusName, whereName, whoToWhom } from "./labels";
import { ordered, result, sort, store } from "./state";

function Report({ data, report }: { data: Store; report: number }) {
  const { documents, strings } = data;
  const document = data.reports.document[report];
  const published = document < 0 ? null : documents.published[document];
  const parts = document < 0 ? [] : [
    strings[documents.source[document]] ?? t("noSource"), strings[documents.title[document]],
    published === null ? t("publishedUnknown") : shortDay(published * 1440), strings[documents.address[document]],
  ];
  const sentence = sentenceOf(data, report);
  return (
    <li>
      {sentence !== undefined && <q dir="auto">{sentence}</q>}{" "}
      <span class="by">{parts.filter((part) => part !== undefined).map((part, index) => <bdi key={index}>{index > 0 && ", "}{part}</bdi>)}</span>
    </li>
  );
}

function Printed({ data, event, day }: { data: Store; event: number; day: string }) {
  const { events, strings, reports } = data;
  const place = events.place[event];
  const words = inWords(data, event);
  const facts = [
    words === day ? "" : words,
    className(data, events.class[event]), statusName(data, events.status[event]), whoToWhom(data, event),
    place < 0 ? "" : whereName(data, event),
    events.attribution[event] < 0 ? "" : `${t("saysWho")}: ${strings[events.attribution[event]]}`,
    counted(events.sources[event], "sourceOne", "sourceMany"),
  ].filter((fact) => fact);
  const why = strings[events.why[event]];
  return (
    <article>
      <h3 dir="auto">{strings[events.title[event]]}</h3>
      <p>{facts.map((fact, index) => <bdi key={index}>{index > 0 && " · "}{fact}</bdi>)}</p>
      {why !== undefined && <p class="by">{named("basis_", data.bases[events.basis[event]])}: <bdi>{why}</bdi></p>}
      {linesOf(strings[events.id[event]]).map((line, index) => <p class="by" key={index}>{t("corrected")}: <bdi>{line}</bdi></p>)}
      {disputesOf(data, event).map(({ aspect, what, claims }, index) => (
        <p class="by" key={index}>
          {t("conflicts")}: {named("aspect_", aspect)}{what !== undefined && ` (${named("counts_", what)})`} <bdi>{claims.map(({ text }) => claimText(aspect, text)).join(" / ")}</bdi>
        </p>
      ))}
      <ul>
        {Array.from({ length: reports.at[event + 1] - reports.at[event] }, (_, index) => (
          <Report key={index} data={data} report={reports.at[event] + index} />
        ))}
      </ul>
    </article>
  );
}

function Paper({ whole }: { whole: boolean }) {
  const data = store.value;
  const events = ordered.value;
  const byDay = sort.value !== "salience";
  let last = "";
  return (
    <>
      <h1 dir="auto">{data.title ?? t("app")}</h1>
      <p class="by">{[counted(events.length, "eventOne", "eventMany"), ...chosenWords()].join(" · ")}</p>
      {!whole && <p><strong>{t("printMissing")}</strong></p>}
      {Array.from(events, (event) => {
        const day = groupInWords(data, event);
        const heading = day === last || !byDay ? null : <h2>{day}</h2>;
        last = day;
        return <div key={event}>{heading}<Printed data={data} event={event} day={byDay ? day : ""} /></div>;
      })}
    </>
  );
}

const paper = document.createElement("div");
paper.className = "paper";

/** The browser may print at any moment; evidence that is still packed cannot be waited for then. */
export function startPrint(): void {
  document.body.append(paper);
  window.addEventListener("beforeprint", () => {
    render(null, paper); // Else what was printed before without its evidence would stay so.
    render(<Paper whole={readEvidenceNow(store.value, result.value.events)} />, paper);
  });
  window.addEventListener("afterprint", () => render(null, paper));
  // Small pages have theirs at hand, so that the browser's own menu prints them whole.
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 2000));
  idle(() => {
    const data = store.value;
    if (data.size <= 2000) void readEvidence(data, data.events.id.map((_, event) => event));
  });
}

export async function printShown(): Promise<void> {
  await readEvidence(store.value, result.value.events);
  window.print();
}
