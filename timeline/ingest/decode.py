"""Bytes to text: UTF-8 first, then what byte order marks and the bytes themselves tell."""

from __future__ import annotations

import codecs

from timeline.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How files begin that are no text. Longer beginnings first where one begins another.
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ\x00", "a compressed file"),
    (b"(\xb5/\xfd", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
# How much is looked at to tell text from binary data, and to guess an encoding.
_SAMPLE = 64_000
_CONTROLS = bytes([*range(9), 11, *range(14, 27), *range(28, 32)])
# What German, English and their neighbours write beyond ASCII. Bytes that read as these in
# cp1252 are cp1252; anything else is left to the guesser.
_WESTERN = frozenset(
    "äöüÄÖÜßàâáãåæçéèêëíìîïñóòôõøúùûœÀÂÁÅÆÇÉÈÊËÍÎÏÑÓÔØÚÛŠšŽž"
    "„“”‚‘’»«›‹–—…•·§©®™°½¼¾²³µ€£¥±×¿¡´\u00a0\u00ad"
)
_ENCODINGS = [
    "cp1252", "iso8859_15", "cp1250", "iso8859_2", "cp1251", "koi8_r", "koi8_u", "cp1253", "cp1254",
    "cp1255", "cp1256", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "mac_roman", "cp850",
]  # fmt: skip
_SAVE = "save the article as UTF-8"
_AS_TEXT = "save the article as text or HTML"


def decode(content: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and a note where its encoding had to be guessed.

    InputError where the content is empty or no text. NUL characters inside a text stay.
    """
    if not content.strip(b" \t\r\n\0"):
        raise InputError("the file is empty", where=where, remedy="leave it out")
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strict(content, encoding, where), ()
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            raise InputError(f"this is {kind}, no text", where=where, remedy=_AS_TEXT)
    wide = _utf16_without_mark(content)
    if wide is not None:
        return _strict(content, wide, where), (f"no byte order mark; read as {wide}",)
    if _is_binary(content):
        raise InputError("this is binary data, no text", where=where, remedy=_AS_TEXT)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(content, where)


def _strict(content: bytes, encoding: str, where: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"marked as {encoding}, but byte {error.start} does not fit", where=where, remedy=_SAVE
        ) from error


def _utf16_without_mark(content: bytes) -> str | None:
    """The byte order, where every other byte of mostly Latin text is zero."""
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    if half < 4 or len(content) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.05 else None


def _is_binary(content: bytes) -> bool:
    # A stray control character or two is found in real articles.
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > max(4, len(sample) // 100)


def _guess(content: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    # One-byte encodings almost never look like UTF-8, so a text with more good sequences than
    # bad ones is UTF-8 that was damaged on its way.
    repaired = content.decode("utf-8", errors="replace")
    broken = repaired.count("\ufffd")
    good = sum(not char.isascii() for char in repaired) - broken
    if broken <= good:
        return repaired, (f"{broken} broken characters were replaced; not clean UTF-8",)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = None
    if text is not None and _is_western(text[:_SAMPLE]):
        return text, ("not UTF-8; read as cp1252",)
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE], cp_isolation=_ENCODINGS).best()
    if best is not None:
        try:
            return content.decode(best.encoding), (f"not UTF-8; read as {best.encoding}",)
        except UnicodeDecodeError:
            pass  # the sample was misleading
    if text is not None:
        return text, ("not UTF-8; read as cp1252",)
    raise InputError("the encoding cannot be told", where=where, remedy=_SAVE)


def _is_western(text: str) -> bool:
    other = [char for char in text if not char.isascii()]
    # Cyrillic letters read as cp1252 are Western ones too, but then nearly every letter is.
    return len(other) < len(text) * 0.15 and _WESTERN.issuperset(other)
