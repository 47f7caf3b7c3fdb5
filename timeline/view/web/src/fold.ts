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

/** The words searched for, each with its spelling without the German ae/oe/ue. */
export function searchTerms(query: string): string[][] {
  const words = fold(query).split(/\s+/).filter((word) => word !== "");
  return words.map((word) => {
    const short = word.replace(/([aou])e/g, "$1");
    return short === word ? [word] : [word, short];
  });
}

export function hasTerm(folded: string, term: string[]): boolean {
  return term.some((spelling) => folded.includes(spelling));
}
