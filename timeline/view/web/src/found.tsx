// Text with the words searched for marked in it.
import { useComputed } from "@preact/signals";
import { findTerms, searchTerms } from "./fold";
import { query } from "./state";

export function Found({ text }: { text: string }) {
  const terms = useComputed(() => searchTerms(query.value));
  if (!terms.value.length) return <>{text}</>;
  const pieces = [];
  let from = 0;
  for (const [start, end] of findTerms(text, terms.value)) {
    pieces.push(text.slice(from, start), <span class="found" key={start}>{text.slice(start, end)}</span>);
    from = end;
  }
  return <>{pieces}{text.slice(from)}</>;
}
