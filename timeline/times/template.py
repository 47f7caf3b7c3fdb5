"""Templates of the language packs and the patterns they stand for.

    {day}. {month} {year}?       slots; `?` makes the piece before it optional
    vor [{count} {unit}]         only the part in brackets is the expression, the rest is context
    (bis|und|-) {next:day}       alternatives; a slot named apart from its class
    {day}. (, {:day}.)*          repeated up to six times; a slot without a name is not handed on
    {any}                        one lower-case word that no rule mentions

Words are written as in text: lower case matches either case, a capital only itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from timeline.errors import LanguagePackError
from timeline.times.lexicon import UNKNOWN

ANY = "any"
_PIECE = re.compile(
    r"\{(?:[a-z_0-9]{0,40}:)?[a-z_0-9]{1,40}\}|[\[\]()|?*]|[^\W\d_]{1,60}|[0-9]{1,9}|[^\w\s]"
)
_REPEATED = "{0,6}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A node: kind is word, slot, open, close, sequence, choice, optional or repeated."""

    kind: str
    name: str = ""
    label: str = ""
    parts: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Compiled:
    """`first` holds the codes a match can begin with, `after_any` those that may follow {any}."""

    pattern: re.Pattern[str]
    first: str
    after_any: str


def parse(template: str, *, where: str) -> Piece:
    """The template as a tree; LanguagePackError says what is wrong with it."""
    pieces = _PIECE.findall(template)
    if "".join(pieces) != re.sub(r"\s+", "", template) or {"{", "}"} & set(pieces):
        raise LanguagePackError(f"cannot read template {template!r}", where=where)
    tree, rest = _choice(pieces, 0, where=f"{where}: {template!r}")
    if rest != len(pieces):
        raise LanguagePackError(f"unmatched ) in {template!r}", where=where)
    if "[" not in pieces:
        tree = Piece("sequence", parts=(Piece("open"), tree, Piece("close")))
    elif pieces.count("[") != 1 or pieces.count("]") != 1:
        raise LanguagePackError(f"one pair of brackets at most: {template!r}", where=where)
    return tree


def _choice(pieces: list[str], at: int, *, where: str) -> tuple[Piece, int]:
    options: list[Piece] = []
    current: list[Piece] = []
    while at < len(pieces) and pieces[at] != ")":
        piece = pieces[at]
        at += 1
        if piece == "(":
            inner, at = _choice(pieces, at, where=where)
            if at >= len(pieces):
                raise LanguagePackError("missing )", where=where)
            at += 1
            current.append(inner)
        elif piece == "|":
            options.append(Piece("sequence", parts=tuple(current)))
            current = []
        elif piece in "?*":
            if not current or current[-1].kind in {"open", "close"}:
                raise LanguagePackError(f"nothing before {piece}", where=where)
            kind = "optional" if piece == "?" else "repeated"
            current.append(Piece(kind, parts=(current.pop(),)))
        else:
            current.append(_leaf(piece))
    last = Piece("sequence", parts=tuple(current))
    return (Piece("choice", parts=(*options, last)) if options else last), at


def _leaf(piece: str) -> Piece:
    if piece == "[":
        return Piece("open")
    if piece == "]":
        return Piece("close")
    if piece.startswith("{"):
        label, colon, name = piece[1:-1].rpartition(":")
        return Piece("slot", name=name, label="" if name == ANY else label if colon else name)
    return Piece("word", name=piece)


def words_of(tree: Piece) -> set[str]:
    """Every word that stands in the template itself."""
    if tree.kind == "word":
        return {tree.name}
    return {word for part in tree.parts for word in words_of(part)}


def expand_macros(tree: Piece, macros: Mapping[str, Piece]) -> Piece:
    """Put the macros' trees where their slots stand; the slot keeps its label."""
    if tree.kind == "slot" and tree.name in macros:
        return Piece("slot", tree.name, tree.label, (expand_macros(macros[tree.name], macros),))
    parts = tuple(expand_macros(part, macros) for part in tree.parts)
    return Piece(tree.kind, tree.name, tree.label, parts)


def compile_tree(tree: Piece, charset: Callable[[str, bool], str], *, where: str) -> Compiled:
    """The pattern over codes; `charset(name, is_word)` gives the codes of a class or word."""
    if _nullable(tree):
        raise LanguagePackError("the template matches nothing at all", where=where)
    try:
        pattern = re.compile(_emit(tree, charset))
    except re.error as error:
        raise LanguagePackError(f"ill-formed template: {error}", where=where) from error
    first = _first(tree, charset)
    if UNKNOWN in first:
        raise LanguagePackError("a template cannot begin with {any}", where=where)
    return Compiled(pattern, "".join(sorted(first)), "".join(sorted(_after_any(tree, charset))))


def _emit(piece: Piece, charset: Callable[[str, bool], str]) -> str:
    if piece.kind in {"open", "close"}:
        return "(?P<begin__>)" if piece.kind == "open" else "(?P<end__>)"
    if piece.kind == "sequence":
        return "".join(_emit(part, charset) for part in piece.parts)
    if piece.kind == "choice":
        # The longest alternative is tried first, in whatever order the pack lists them.
        options = sorted(piece.parts, key=_longest, reverse=True)
        return "(?:" + "|".join(_emit(part, charset) for part in options) + ")"
    if piece.kind in {"optional", "repeated"}:
        return f"(?:{_emit(piece.parts[0], charset)})" + (
            "?" if piece.kind == "optional" else _REPEATED
        )
    whole = bool(piece.parts)
    inner = _emit(piece.parts[0], charset) if whole else f"[{_ranges(_codes(piece, charset))}]"
    if piece.kind == "slot" and piece.label:
        return f"(?P<{piece.label}>{inner})"
    return f"(?:{inner})" if whole else inner


def _ranges(codes: str) -> str:
    """The codes as ranges: patterns with short sets load several times as fast."""
    runs: list[list[str]] = []
    for code in sorted(codes):
        if runs and ord(code) == ord(runs[-1][1]) + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(re.escape(a) if a == b else f"{re.escape(a)}-{re.escape(b)}" for a, b in runs)


def _longest(piece: Piece) -> int:
    """The most tokens the piece can cover."""
    if piece.kind in {"open", "close"}:
        return 0
    if not piece.parts:
        return 1 if piece.kind in {"slot", "word"} else 0
    lengths = [_longest(part) for part in piece.parts]
    if piece.kind == "choice":
        return max(lengths)
    return sum(lengths) * (6 if piece.kind == "repeated" else 1)


def _codes(piece: Piece, charset: Callable[[str, bool], str]) -> str:
    if piece.kind == "slot" and piece.name == ANY:
        return UNKNOWN
    return charset(piece.name, piece.kind == "word")


def _nullable(piece: Piece) -> bool:
    if piece.kind in {"open", "close", "optional", "repeated"}:
        return True
    if piece.kind == "choice":
        return any(_nullable(part) for part in piece.parts)
    return bool(piece.parts or piece.kind == "sequence") and all(map(_nullable, piece.parts))


def _first(piece: Piece, charset: Callable[[str, bool], str]) -> set[str]:
    if piece.kind in {"open", "close"}:
        return set()
    if not piece.parts:
        return set(_codes(piece, charset)) if piece.kind in {"slot", "word"} else set()
    if piece.kind == "choice":
        return {code for part in piece.parts for code in _first(part, charset)}
    found: set[str] = set()
    for part in piece.parts:
        found |= _first(part, charset)
        if not _nullable(part):
            break
    return found


def _after_any(piece: Piece, charset: Callable[[str, bool], str]) -> set[str]:
    found: set[str] = set()
    flat = piece.parts
    for index, part in enumerate(flat):
        found |= _after_any(part, charset)
        bare = part.parts[0] if part.kind == "optional" else part
        if bare.kind == "slot" and bare.name == ANY:
            for later in flat[index + 1 :]:
                found |= _first(later, charset)
                if not _nullable(later):
                    break
    return found
