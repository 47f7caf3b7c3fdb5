"""The package's exceptions: each names the file, the place in it and the remedy."""


class TimelineError(Exception):
    """Base of everything this package raises on purpose.

    `where` is a path, an address or an article id; `remedy` tells what to do about it.
    """

    def __init__(
        self, message: str, *, where: str | None = None, remedy: str | None = None
    ) -> None:
        self.message, self.where, self.remedy = message, where, remedy
        super().__init__(message)

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} ({self.remedy})" if self.remedy else text

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments do not survive the default pickling between worker processes.
        return _rebuild, (type(self), self.message, self.where, self.remedy)


def _rebuild(
    kind: type[TimelineError], message: str, where: str | None, remedy: str | None
) -> TimelineError:
    return kind(message, where=where, remedy=remedy)


class InputError(TimelineError):
    """An article cannot be used; the run goes on without it."""


class LanguagePackError(TimelineError):
    """A language pack is ill-formed; the run stops, because its rules cannot be trusted."""


class UsageError(TimelineError):
    """The caller asked for something that makes no sense; nothing was done."""
