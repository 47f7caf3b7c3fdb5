// What the reports of an event disagree on: every claim with those who make it.
import type { Store } from "./data";
import { fromIso, shortDay } from "./dates";
import { named, t } from "./i18n";

interface Claim {
  text: string;
  documents: number[];
}

interface Dispute {
  aspect: string;
  /** What a number counts. */
  what: string | undefined;
  claims: Claim[];
}

export function disputesOf(data: Store, event: number): Dispute[] {
  const { conflicts, strings, aspects } = data;
  const disputes = new Map<number, Dispute>();
  for (let row = conflicts.at[event]; row < conflicts.at[event + 1]; row++) {
    const number = conflicts.dispute[row];
    let dispute = disputes.get(number);
    if (!dispute) {
      dispute = { aspect: aspects[conflicts.aspect[row]], what: strings[conflicts.what[row]], claims: [] };
      disputes.set(number, dispute);
    }
    dispute.claims.push({ text: strings[conflicts.claim[row]], documents: conflicts.documents[row] });
  }
  return [...disputes.values()];
}

export function Disputes({ data, event }: { data: Store; event: number }) {
  const disputes = disputesOf(data, event);
  if (!disputes.length) return null;
  return (
    <section class="block warn disputes">
      <h3>{t("conflicts")}</h3>
      {disputes.map(({ aspect, what, claims }, number) => (
        <dl key={number}>
          <dt>{named("aspect_", aspect)}{what !== undefined && <>: <bdi>{named("counts_", what)}</bdi></>}</dt>
          {claims.map((claim, index) => (
            <dd key={index}>
              <strong><bdi>{claimText(aspect, claim.text)}</bdi></strong>{" "}
              {claim.documents.length > 0 && <Sources data={data} documents={claim.documents} />}
            </dd>
          ))}
        </dl>
      ))}
    </section>
  );
}

export function claimText(aspect: string, text: string): string {
  if (aspect === "status") return named("status_", text);
  const day = aspect === "date" && /^\d{4}-\d\d-\d\d$/.test(text) ? fromIso(text) : null;
  return day === null ? text : shortDay(day);
}

function Sources({ data, documents }: { data: Store; documents: number[] }) {
  const { strings } = data;
  return (
    <span>
      <span class="dim">{t("claimedBy")} </span>
      {documents.map((document, index) => {
        const source = strings[data.documents.source[document]] ?? strings[data.documents.id[document]];
        const link = strings[data.documents.link[document]];
        const title = strings[data.documents.title[document]];
        const published = data.documents.published[document];
        return (
          <span key={document}>
            {index > 0 && ", "}
            {link === undefined
              ? <bdi title={title}>{source}</bdi>
              : <a href={link} target="_blank" rel="noopener noreferrer" title={title}><bdi>{source}</bdi></a>}
            {published !== null && <span class="dim"> ({shortDay(published * 1440)})</span>}
          </span>
        );
      })}
    </span>
  );
}
