"""What a linear-chain CRF looks at: views of words, joined by templates into attributes.

A view is one thing a word shows ("l=wien": its small letters), written as one key. A template puts
views of the word and its neighbours together under a name; an attribute is what a template gives
at one place: `b=nach|wien` is the name `b=` with the views l of the word before and of the word
itself. Training writes attributes out as text (`attributes`), decoding looks up sums of their
weights (`crf_model`), so that a word is taken apart once, however often it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

# View and offset of the word that shows it: ("l", -1) is the word before.
Part = tuple[str, int]
Template = tuple[str, tuple[Part, ...]]


class Views(NamedTuple):
    """The keys of one word, `view=value`; `joint` has one per joint view, "" where it has none."""

    joint: tuple[str, ...]
    single: tuple[str, ...]


class Scheme(NamedTuple):
    """How the attributes of a model are made.

    `joint` names the views that templates of several parts use, in the order of `Views.joint`.
    `edge` is what stands before and after a sentence; its joint keys serve templates of several
    parts only. A template's parts lie within two words. `ahead`, if
    any, is told which words `views` will be asked for next.
    """

    joint: tuple[str, ...]
    templates: tuple[Template, ...]
    edge: Views
    views: Callable[[str], Views]
    ahead: Callable[[Sequence[str]], None] | None = None


REACH = 2  # words to either side; as many edges part the sentences of a batch


def attributes(
    scheme: Scheme, words: Sequence[str], marks: Mapping[int, str] | None = None
) -> list[tuple[str, ...]]:
    """The attributes of each word of a sentence, in the order of the templates.

    `marks` holds one more key for some places: what depends on more than one word.
    """
    shown = [_by_view((*views.joint, *views.single)) for views in map(scheme.views, words)]
    for place, key in (marks or {}).items():
        view, _, value = key.partition("=")
        shown[place].setdefault(view, []).append(value)
    alone = _padded(shown, _by_view(scheme.edge.single))
    joined = _padded(shown, _by_view((*scheme.edge.joint, *scheme.edge.single)))
    return [
        tuple(
            name + "|".join(values)
            for name, parts in scheme.templates
            for values in product(
                *(
                    (alone if len(parts) == 1 else joined)[place + offset].get(view, ())
                    for view, offset in parts
                )
            )
        )
        for place in range(REACH, REACH + len(words))
    ]


def _padded(
    shown: list[dict[str, list[str]]], edge: dict[str, list[str]]
) -> list[dict[str, list[str]]]:
    return [*[edge] * REACH, *shown, *[edge] * REACH]


def _by_view(keys: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        view, equals, value = key.partition("=")
        if equals:
            found.setdefault(view, []).append(value)
    return found
