// Text as it is compared: no case, no diacritics, ß as ss.

const LETTERS: Record<string, string> = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i", ſ: "s",
};

export function fold(text: string): string {
  const plain = text.toLowerCase();
  // Most text is ASCII, and normalising is what costs.
  if (/^[\x00-\x7f]*$/.test(plain)) return plain;
  return plain
    .normalize("NFKD")
    .replace(/[\p{M}\u200b-\u200d\ufeff]/gu, "")
    .replace(/[ßæœøđðłþıſ]/g, (letter) => LETTERS[letter]);
}

/** The words searched for, each also with the German ae/oe/ue for ä/ö/ü and the other way round. */
export function searchTerms(query: string): string[][] {
  const words = query.toLowerCase().normalize("NFC").split(/\s+/).filter((word) => word !== "");
  return words.map((word) => {
    const plain = fold(word);
    return [...new Set([plain, plain.replace(/([aou])e/g, "$1"), fold(word.replace(/[äöü]/g, "$&e"))])];
  }).filter(([plain]) => plain !== "");
}

export function hasTerm(folded: string, term: string[]): boolean {
  return term.some((spelling) => folded.includes(spelling));
}

/** Where the terms stand in the text as it is written, in order and apart from each other. */
export function findTerms(text: string, terms: string[][]): [number, number][] {
  let folded = "";
  const at: number[] = [];
  let index = 0;
  for (const letter of text) {
    const plain = fold(letter);
    for (let unit = 0; unit < plain.length; unit++) at.push(index);
    folded += plain;
    index += letter.length;
  }
  at.push(text.length);
  const spans: [number, number][] = [];
  for (const spelling of terms.flat()) {
    for (let hit = folded.indexOf(spelling); hit >= 0; hit = folded.indexOf(spelling, hit + spelling.length)) {
      let end = hit + spelling.length;
      // A letter that folds to two (ß) and marks that fold to nothing belong to the span.
      while (end < folded.length && at[end] === at[end - 1]) end++;
      spans.push([at[hit], at[end]]);
    }
  }
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return spans.filter((span, index) => index === 0 || span[0] >= Math.max(...spans.slice(0, index).map((one) => one[1])));
}
