"""A language pack's time words and rules, compiled once and ready to match.

Rules are tried on islands: stretches of words that some rule mentions. What an island of codes
matches depends on nothing else, so it is remembered, and most of a text costs a dictionary lookup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple

from timeline.errors import LanguagePackError
from timeline.languages.loader import load_table
from timeline.languages.remembered import Remembered
from timeline.times.lexicon import OTHER, UNKNOWN, Collector, Lexicon
from timeline.times.template import (
    ANY,
    Compiled,
    Piece,
    compile_tree,
    expand_macros,
    parse,
    words_of,
)

TABLES = ("calendar", "numbers", "timexes", "clocks", "durations", "periods", "sums", "feasts")
VETO = "none"  # the shape of rules that say what is no time expression
_RULE_KEYS = frozenset({"name", "shape", "templates", "examples", "counterexamples", "priority"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry `[[rule]]`; `attributes` are the keys that its shape reads."""

    name: str
    shape: str
    table: str
    attributes: Mapping[str, Any]
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    priority: int = 0


class Match(NamedTuple):
    """A rule on an island; tokens counted from its start. `slots`: label, class, first, after."""

    rule: Rule
    begin: int
    end: int
    slots: tuple[tuple[str, str, int, int], ...]
    context_begin: int
    context_end: int


class _Pattern(NamedTuple):
    rule: Rule
    order: int
    match: Any
    slots: tuple[tuple[str, str], ...]


class _Found(NamedTuple):
    """A pattern that matches where codes begin: the expression, its slots, and what it took."""

    pattern: _Pattern
    begin: int
    end: int
    slots: tuple[tuple[str, str, int, int], ...]
    length: int


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything the stage needs to know about a language."""

    language: str
    lexicon: Lexicon
    rules: tuple[Rule, ...]
    island: re.Pattern[str]
    settings: Mapping[str, Any]
    macro_classes: Mapping[str, tuple[str, ...]]
    named_days: Mapping[str, str]
    on_island: Remembered[tuple[Match, ...]]

    def match(self, codes: str) -> tuple[Match, ...]:
        """The expressions of an island, left to right, longest first where they compete."""
        return self.on_island[codes]

    def is_attribute(self, word: str) -> bool:
        """Whether a word that no rule mentions can stand between a number and its noun."""
        return word.endswith(tuple(self.settings.get("attribute_endings", ("",))))


def _find(codes: str, beginning: Remembered[tuple[_Found, ...]]) -> tuple[Match, ...]:
    found: list[tuple[tuple[int, ...], Match]] = []
    for start in range(len(codes)):
        for one in beginning[codes[start:]]:
            rule, begin, end = one.pattern.rule, start + one.begin, start + one.end
            slots = tuple(
                (label, name, start + first, start + after)
                for label, name, first, after in one.slots
            )
            rank = (
                -rule.priority,
                begin - end,
                rule.shape != VETO,
                -one.length,
                start,
                one.pattern.order,
            )
            found.append((rank, Match(rule, begin, end, slots, start, start + one.length)))
    if not found:
        return ()
    found.sort(key=lambda entry: entry[0])
    chosen: list[Match] = []
    taken: set[int] = set()
    for _, match in found:
        span = range(match.begin, match.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(match)
    return tuple(sorted((m for m in chosen if m.rule.shape != VETO), key=lambda match: match.begin))


def _beginning(codes: str, by_first: Mapping[str, tuple[_Pattern, ...]]) -> tuple[_Found, ...]:
    """The patterns that match where the codes begin; the ends of islands are much the same."""
    found: list[_Found] = []
    for pattern in by_first.get(codes[0], ()):
        hit = pattern.match(codes)
        if hit is not None:
            slots = tuple(
                (label, name, *hit.span(label))
                for label, name in pattern.slots
                if hit.start(label) >= 0
            )
            begin, end = hit.start("begin__"), hit.start("end__")
            found.append(_Found(pattern, begin, end, slots, hit.end()))
    return tuple(found)


@cache
def grammar(language: str) -> Grammar:
    """The compiled grammar; LanguagePackError names the file and the rule that cannot be used."""
    return compile_grammar(language, {name: load_table(language, name) for name in TABLES})


def compile_grammar(language: str, tables: Mapping[str, Mapping[str, Any]]) -> Grammar:
    """Compile tables as `load_table` gives them; words of all tables serve the rules of all."""
    settings, endings = _merged(tables, "settings"), _merged(tables, "endings")
    collector = _collect(language, tables, endings)
    macros = _macros(language, tables, collector)
    drafts = list(_drafts(language, tables, macros, collector))
    lexicon = collector.lexicon()

    patterns: list[tuple[_Pattern, Compiled]] = []
    for rule, trees in drafts:
        where = f"{_file(language, rule.table)}: rule {rule.name}"
        charset = partial(_charset, lexicon=lexicon, where=where)
        for tree in trees:
            compiled = compile_tree(tree, charset, where=where)
            order = len(patterns)
            patterns.append((_Pattern(rule, order, compiled.pattern.match, _slots(tree)), compiled))
    by_first, after = _index(patterns)
    beginning = Remembered(partial(_beginning, by_first=by_first))
    return Grammar(
        language,
        lexicon,
        tuple(rule for rule, _ in drafts),
        _island(after),
        settings,
        {name: tuple(_classes(tree)) for name, tree in macros.items()},
        {
            name.replace(" ", "").lower(): rule
            for rule, names in _merged(tables, "named_days").items()
            for name in names
        },
        Remembered(partial(_find, beginning=beginning)),
    )


def _charset(name: str, is_word: bool, *, lexicon: Lexicon, where: str) -> str:
    found = lexicon.charsets.get("=" + name if is_word else name)
    if found is None:
        raise LanguagePackError(f"no class of words {name!r}", where=where)
    return found


def _merged(tables: Mapping[str, Mapping[str, Any]], section: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for table in tables.values():
        merged.update(table.get(section, {}))
    return merged


def _collect(
    language: str, tables: Mapping[str, Mapping[str, Any]], endings: Mapping[str, str]
) -> Collector:
    collector = Collector(f"languages/{language}", {}, {}, {})
    for name, table in tables.items():
        collector.where = _file(language, name)
        for word_class, words in table.get("words", {}).items():
            collector.add_class(word_class, words, endings)
    for name, table in tables.items():
        collector.where = _file(language, name)
        for entry in table.get("compound", ()):
            collector.add_compound(entry)
    return collector


def _index(
    patterns: Sequence[tuple[_Pattern, Compiled]],
) -> tuple[dict[str, tuple[_Pattern, ...]], set[str]]:
    """Patterns by the code they can begin with, and the codes that may follow {any}."""
    by_first: dict[str, list[_Pattern]] = {}
    after: set[str] = set()
    for pattern, compiled in patterns:
        after.update(compiled.after_any)
        for code in compiled.first:
            by_first.setdefault(code, []).append(pattern)
    return {code: tuple(found) for code, found in by_first.items()}, after


def _classes(tree: Piece) -> Sequence[str]:
    own = [tree.name] if tree.kind == "slot" and not tree.parts else []
    return own + [name for part in tree.parts for name in _classes(part)]


def _file(language: str, table: str) -> str:
    return f"languages/{language}/{table}.toml"


def _island(after_any: set[str]) -> re.Pattern[str]:
    known = f"[^{re.escape(UNKNOWN + OTHER)}]{{1,60}}"
    if not after_any:
        return re.compile(known)
    gap = f"{re.escape(UNKNOWN)}(?=[{''.join(sorted(after_any))}])"
    return re.compile(f"{known}(?:{gap}{known}){{0,4}}")


def _macros(
    language: str, tables: Mapping[str, Mapping[str, Any]], collector: Collector
) -> dict[str, Piece]:
    macros: dict[str, Piece] = {}
    for name, table in tables.items():
        written = dict(table.get("macros", {}))
        names = [day for days in table.get("named_days", {}).values() for day in days]
        if names:
            written["named_day"] = f"({'|'.join(names)})"
        for macro, template in written.items():
            tree = parse(template, where=f"{_file(language, name)}: macro {macro}")
            tree = tree.parts[1]  # brackets belong to rules
            for word in words_of(tree):
                collector.add_literal(word)
            macros[macro] = _unlabelled(expand_macros(tree, macros))
    return macros


def _unlabelled(tree: Piece) -> Piece:
    parts = tuple(_unlabelled(part) for part in tree.parts)
    return Piece(tree.kind, tree.name, "", parts)


def _drafts(
    language: str,
    tables: Mapping[str, Mapping[str, Any]],
    macros: Mapping[str, Piece],
    collector: Collector,
) -> Sequence[tuple[Rule, list[Piece]]]:
    drafts: list[tuple[Rule, list[Piece]]] = []
    names: set[str] = set()
    for table_name, table in tables.items():
        for entry in table.get("rule", ()):
            where = f"{_file(language, table_name)}: rule {entry.get('name', '?')}"
            for key in ("name", "shape", "templates"):
                if not entry.get(key):
                    raise LanguagePackError(f"a rule needs {key!r}", where=where)
            if entry["name"] in names:
                raise LanguagePackError("a rule of that name exists already", where=where)
            names.add(entry["name"])
            rule = Rule(
                entry["name"],
                entry["shape"],
                table_name,
                {key: value for key, value in entry.items() if key not in _RULE_KEYS},
                tuple(entry.get("examples", ())),
                tuple(entry.get("counterexamples", ())),
                entry.get("priority", 0),
            )
            trees = []
            for template in entry["templates"]:
                tree = parse(template, where=where)
                for word in words_of(tree):
                    collector.add_literal(word)
                trees.append(expand_macros(tree, macros))
            drafts.append((rule, trees))
    return drafts


def _slots(tree: Piece) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    if tree.kind == "slot" and tree.label and tree.name != ANY:
        found.append((tree.label, tree.name))
    for part in tree.parts:
        found.extend(_slots(part))
    return tuple(found)
