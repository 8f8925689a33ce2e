"""What can go wrong in a reading. Every error has a stable code; none holds any of the text.

A caller may say it in another language: `told` takes its translation of `message`.
"""

from collections.abc import Callable

from middleway.reading.rules import gettext_noop as _


class ReadingError(Exception):
    """Base of all errors that a caller can act on."""

    code = "R000"

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message, self.values = message, values

    def told(self, translated: Callable[[str], str]) -> str:
        """Return what happened and what to do, in the language of `translated`, a function such as gettext."""
        return translated(self.message).format(**self.values)


class TextTooLong(ReadingError):
    """The text is longer than `CHARACTER_LIMIT`."""

    code = "R001"

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(
            _(
                "This text has {length:,} characters; one reading takes up to {limit:,}. "
                "Nothing is lost. Read it in parts, or as a file of messages."
            ),
            length=length,
            limit=limit,
        )
        self.length, self.limit = length, limit


class TextTooDense(ReadingError):
    """The text is short enough, but made of more words and marks than `WORD_LIMIT`."""

    code = "R004"

    def __init__(self, limit: int) -> None:
        super().__init__(
            _(
                "This text has more than {limit:,} words and marks; one reading takes up to that. "
                "Nothing is lost. Read it in parts."
            ),
            limit=limit,
        )


class NotText(ReadingError, TypeError):
    """Something that is not a string was given."""

    code = "R002"

    def __init__(self, kind: str) -> None:
        super().__init__(_("A reading needs text (str), and was given {kind}. Decode or convert it first."), kind=kind)


class ModelDamaged(ReadingError):
    """A file of the model is missing or its hash is not the one in the manifest."""

    code = "R003"

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "The model file {name} is missing or is not the one that was built. "
                "No text was read. Install Middleway again."
            ),
            name=name,
        )


class UnknownWriter(ReadingError, ValueError):
    """`written_by` is none of `labels.WRITERS`."""

    code = "R006"

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__(
            _("Who wrote it is one of {known}. Nothing was read; call again with one of these."),
            known=", ".join(map(repr, known)),
        )


class ParserMissing(ReadingError, ImportError):
    """A package that tells who does what to whom is not installed."""

    code = "R005"

    def __init__(self, package: str) -> None:
        super().__init__(
            _(
                "The package {package} is not installed, so plain words of danger would be overlooked. "
                "Nothing is lost. Install what requirements/run.txt lists: python3 start.py run does it."
            ),
            package=package,
        )
        self.package = package
