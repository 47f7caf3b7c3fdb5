"""Paths in, documents out: who reads which file, and how the articles are called."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from timeline.errors import InputError
from timeline.ingest.files import STDIN, find_files, read_file
from timeline.ingest.formats import format_of
from timeline.ingest.language import code, with_language
from timeline.ingest.source import Article, Recall
from timeline.languages.loader import available
from timeline.model import Document, Problem
from timeline.own import current

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

# Finding the article in such a file takes about as long as reading it afterwards.
_SLOW = frozenset({"docx", "html", "mhtml", "pdf", "rtf"})


def read(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
    leave_out: Iterable[Path] = (),
    recall: Recall | None = None,
) -> Iterator[Document | Problem]:
    """The documents behind the paths, in order, and a Problem for whatever cannot be used.

    A folder is read with all below it, sorted; files that are no articles are passed over there.
    A file that is named twice is read once; files of `leave_out` are read only if they are named.
    `published` and `language` serve articles that do not bring their own. Ids are file names
    without ending, with the folder where two files share a name, with a number where that is not
    enough. `recall` may know what is in a file that takes long to read.
    """
    found = list(find_files(paths, leave_out=leave_out))
    ids = _Ids(Counter(path.stem for path in found if isinstance(path, Path)))
    for path in found:
        if isinstance(path, InputError):
            yield _problem(path, path.where or "")
            continue
        try:
            for article in _articles(path, stdin, recall):
                if isinstance(article, Problem):
                    yield article
                    continue
                document = _document(article, path, ids, published, language)
                yield document
                yield from _unknown_language(document)
        except InputError as error:
            yield _problem(error, str(path))
        except Exception as error:  # no file, however odd, ends the run for all others
            yield Problem(
                str(path),
                f"cannot be read: {type(error).__name__} {error}"[:300],
                "save its text; the file shows a fault of this program, please report it",
            )


def _articles(
    path: Path, stdin: BinaryIO | None, recall: Recall | None
) -> Iterable[Article | Problem]:
    content = read_file(path, stdin)
    where = "standard input" if path == STDIN else str(path)
    found = format_of("" if path == STDIN else path.name, content)
    if recall is None or found.name not in _SLOW:
        return found.load()(content, where)
    return recall(content, where, lambda: found.load()(content, where))


def _problem(error: InputError, where: str) -> Problem:
    return Problem(error.where or where, error.message, error.remedy or "")


def _document(
    article: Article, path: Path, ids: _Ids, published: date | None, language: str | None
) -> Document:
    stated, origin = article.published, article.published_from
    if stated is None and published is not None:
        stated, origin = published, "argument"
    spoken, notes = article.language, article.notes
    if spoken is not None and code(spoken) is None:
        notes += (f"{spoken!r} is no language code; the language was told from the text",)
    outlet = current().source_of(article.source, article.url)
    if outlet is not None and article.source not in (None, outlet.name):
        notes += (f"the source calls itself {article.source!r}",)
    if outlet is not None and outlet.reliability is not None:
        notes += (f"reliability of the source, as the user rates it: {outlet.reliability}",)
    return with_language(
        Document(
            id=ids.give(article.id, path),
            text=article.text,
            language=code(spoken) or (outlet.language if outlet else None) or language,
            published=stated,
            published_from=origin,
            title=article.title,
            source=article.source if outlet is None else outlet.name,
            url=article.url,
            author=article.author,
            path=None if path == STDIN else str(path),
            notes=notes,
            reliability=None if outlet is None else outlet.reliability,
        )
    )


@dataclass(slots=True)
class _Ids:
    """Gives every article an id of its own; `stems` counts the file names of this run."""

    stems: Counter[str]
    taken: set[str] = field(default_factory=set)
    numbers: Counter[str] = field(default_factory=Counter)

    def give(self, stated: str | None, path: Path) -> str:
        stem = "stdin" if path == STDIN else path.stem
        name = stated or stem
        shared = self.stems[stem] > 1 if stated is None else name in self.taken
        folder = path.absolute().parent.name if shared and path != STDIN else ""
        if folder:
            name = f"{folder}/{name}"
        candidate = name
        while candidate in self.taken:
            # The counter goes on where it stopped: 100,000 articles of one name stay linear.
            self.numbers[name] += 1
            candidate = f"{name}-{self.numbers[name] + 1}"
        self.taken.add(candidate)
        return candidate


def _unknown_language(document: Document) -> Iterator[Problem]:
    whole = available("events")
    if document.language in whole:
        return
    if document.language is None:
        what = "its language cannot be told"
    elif document.language in available("names"):
        what = f"written in {document.language!r}, in which only times and actors are understood"
    elif document.language in available():
        what = f"written in {document.language!r}, in which only time expressions are understood"
    else:
        what = f"written in {document.language!r}, for which there is no language pack"
    yield Problem(
        where=document.path or document.id,
        message=what,
        remedy=f"events are found in {', '.join(whole)}; name the language with 'language:' in the"
        " header or --language",
        severity="warning",
    )
