"""What readers share: the article they give back, their protocol, and files kept in bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from timeline.model import Problem, PublishedFrom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# An article above this size is a dump, not an article; all stages stay linear up to it.
MAX_BYTES = 50_000_000
# A file of many articles may have more, each of them no more than the above.
MAX_CORPUS_BYTES = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader found in one article, before ids are made unique.

    `id` is None where the article does not bring one. `published` stands with who said it.
    """

    text: str
    id: str | None = None
    language: str | None = None
    published: date | None = None
    published_from: PublishedFrom = "unknown"
    title: str | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    notes: tuple[str, ...] = ()


class Reader(Protocol):
    """A reader turns the content of one file into articles.

    It yields a Problem for each article that it cannot use, and goes on; it raises InputError
    where the whole file is of no use. `where` names the file in messages.
    """

    def __call__(self, content: bytes, where: str) -> Iterator[Article | Problem]:
        """The articles in `content`."""


class Recall(Protocol):
    """Whoever may know a file's articles from an earlier time, so that it need not be read."""

    def __call__(
        self, content: bytes, where: str, read: Callable[[], Iterable[Article | Problem]]
    ) -> Iterable[Article | Problem]:
        """What `read` would give; it depends on `content` and `where` alone."""
