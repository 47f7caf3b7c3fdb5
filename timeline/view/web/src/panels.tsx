// Articles, problems, the empty detail and the help.
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Origin } from "./detail";
import { DAY, shortDay } from "./dates";
import { Glyph } from "./glyph";
import { counted, named, number, t } from "./i18n";
import { actorName, languageName, statusName } from "./labels";
import { helpOpen, result, setDay, store, toggle } from "./state";
import { NONE, type Store } from "./data";

export function Articles() {
  const data = store.value;
  const { documents, strings, reports, events } = data;
  const counts = new Int32Array(documents.id.length);
  for (let event = 0; event < data.size; event++) {
    const seen = new Set<number>();
    for (let report = reports.at[event]; report < reports.at[event + 1]; report++) {
      const document = reports.document[report];
      if (document >= 0 && !seen.has(document)) counts[document]++;
      seen.add(document);
    }
  }
  void events;
  const shown = documents.id.slice(0, 500);
  return (
    <div class="panel">
      <ul class="articles">
        {shown.map((_, document) => (
          <li key={document}>
            <p><Origin data={data} document={document} /></p>
            <p class="dim">
              {counted(counts[document], "eventOne", "eventMany")} · {languageName(data, documents.language[document])}
              {documents.notes[document].map((note, index) => <span key={index}> · {strings[note]}</span>)}
            </p>
          </li>
        ))}
      </ul>
      {documents.id.length > shown.length && <p class="dim">+ {number(documents.id.length - shown.length)} {t("more")}</p>}
    </div>
  );
}

export function Problems() {
  const { problems } = store.value;
  return (
    <div class="panel">
      <p class="hint">{t(problems.length ? "problemsHint" : "noProblems")}</p>
      <ul class="problems">
        {problems.map((problem, index) => (
          <li key={index} class={problem.severity}>
            <p><span class="chip">{named("severity_", problem.severity)}</span> <strong dir="auto">{problem.where}</strong></p>
            <p dir="auto">{problem.message}</p>
            {problem.remedy && <p class="remedy" dir="auto"><span class="dim">{t("remedy")}:</span> {problem.remedy}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function tally(data: Store, events: Int32Array): { quads: Int32Array; days: Map<number, number> } {
  const quads = new Int32Array(5);
  const days = new Map<number, number>();
  for (const event of events) {
    quads[data.classes[data.events.class[event]].quad]++;
    const start = data.events.start[event];
    const end = data.events.end[event];
    if (start === NONE || end === NONE || end - start > DAY) continue;
    const day = Math.floor(start / DAY);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return { quads, days };
}

/** What the current selection looks like as a whole; stands where no event is open. */
export function Brief() {
  const data = store.value;
  const { events, counts } = result.value;
  const { quads, days } = useMemo(() => tally(data, events), [events]);
  const busiest = [...days].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 6);
  const actors = [...counts.actor].sort((a, b) => b[1] - a[1]).slice(0, 8);
  const most = Math.max(1, ...quads);
  return (
    <aside class="detail brief" aria-label={t("brief")}>
      <h2>{t("brief")}</h2>
      <p class="hint">{t("selectHint")}</p>
      <section class="block">
        <h3>{t("tension")}</h3>
        <ul class="meter">
          {Array.from(quads, (count, quad) => (
            <li key={quad}>
              <span>{named("quad_", `${quad}`)}</span>
              <span class="track"><span class={`fill q${quad}`} style={{ width: `${(count / most) * 100}%` }} /></span>
              <span class="count">{number(count)}</span>
            </li>
          ))}
        </ul>
      </section>
      {busiest.length > 0 && (
        <section class="block">
          <h3>{t("busiest")}</h3>
          <ul class="lines">
            {busiest.map(([day, count]) => (
              <li key={day}>
                <button type="button" class="link" onClick={() => setDay(day)}>{shortDay(day * DAY)}</button>
                <span class="count">{number(count)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {actors.length > 0 && (
        <section class="block">
          <h3>{t("topActors")}</h3>
          <ul class="lines">
            {actors.map(([actor, count]) => (
              <li key={actor}>
                <button type="button" class="link" onClick={() => toggle("actor", actor)}><bdi>{actorName(data, actor)}</bdi></button>
                <span class="count">{number(count)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

export function Help() {
  const box = useRef<HTMLDialogElement>(null);
  const wanted = helpOpen.value;
  useEffect(() => {
    const element = box.current!;
    if (wanted && !element.open) element.showModal();
    if (!wanted && element.open) element.close();
  }, [wanted]);
  const data = store.value;
  return (
    <dialog ref={box} class="help" aria-label={t("help")} onClose={() => { helpOpen.value = false; }}>
      <div class="facets-bar">
        <h2>{t("help")}</h2>
        <button type="button" class="button" aria-label={t("close")} onClick={() => { helpOpen.value = false; }}>×</button>
      </div>
      <h3>{t("helpKeys")}</h3>
      <dl class="keys">
        <div><dt><kbd>/</kbd></dt><dd>{t("key_search")}</dd></div>
        <div><dt><kbd>↑</kbd> <kbd>↓</kbd></dt><dd>{t("key_arrows")}</dd></div>
        <div><dt><kbd>Home</kbd> <kbd>End</kbd></dt><dd>{t("key_home")}</dd></div>
        <div><dt><kbd>E</kbd></dt><dd>{t("key_correct")}</dd></div>
        <div><dt><kbd>Ctrl</kbd> <kbd>Z</kbd></dt><dd>{t("key_undo")}</dd></div>
        <div><dt><kbd>←</kbd> <kbd>→</kbd></dt><dd>{t("key_shift")}</dd></div>
        <div><dt><kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd></dt><dd>{t("key_zoom")}</dd></div>
        <div><dt><kbd>Esc</kbd></dt><dd>{t("key_esc")}</dd></div>
        <div><dt><kbd>?</kbd></dt><dd>{t("key_help")}</dd></div>
      </dl>
      <h3>{t("helpMarks")}</h3>
      <ul class="legend-list">
        {data.statuses.map((_, status) => <li key={status}><Glyph status={status} quad={5} />{statusName(data, status)}</li>)}
        {data.quads.map((_, quad) => <li key={quad}><span class={`swatch q${quad}`} />{named("quad_", `${quad}`)}</li>)}
      </ul>
      <p>{t("helpChart")}</p>
    </dialog>
  );
}
