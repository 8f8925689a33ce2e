"""Words to a reading: where they stand on the three spectra, who is in view, what they do, and which words show it.

    >>> from middleway.reading import read
    >>> read("Sorry sorry, you're right, it's all my fault.").fields.warmth_other.value
    'placating'

Importing this is cheap; the model (about 30 MB) is loaded at the first reading, and spaCy's parser at the first text
that could speak of danger. Where spaCy or its English pipeline is not installed, importing this raises ParserMissing:
without them plain words of danger would be overlooked. If your program imported ONNX Runtime earlier, its telemetry
switch was latched then: set `ORT_DISABLE_TELEMETRY=1` yourself in that case.
"""

import os

# Before anything can import ONNX Runtime: releases from 1.29 on write a device id on import unless this is set.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

from middleway.reading.bulk import read_many
from middleway.reading.errors import (
    ModelDamaged,
    NotText,
    ParserMissing,
    ReadingError,
    TextTooDense,
    TextTooLong,
    UnknownWriter,
)
from middleway.reading.labels import WrittenBy
from middleway.reading.notes import Note, Segment, notes, segments
from middleway.reading.outright import check_parser
from middleway.reading.plain import said_plainly
from middleway.reading.reader import CHARACTER_LIMIT, read
from middleway.reading.result import Choice, Fields, Part, Reading, Sentence, Span, Spectrum
from middleway.reading.sides import signs
from middleway.reading.signs import Sign
from middleway.reading.telling import Telling, telling

__all__ = [
    "CHARACTER_LIMIT",
    "Choice",
    "Fields",
    "ModelDamaged",
    "NotText",
    "Note",
    "ParserMissing",
    "Part",
    "Reading",
    "ReadingError",
    "Segment",
    "Sentence",
    "Sign",
    "Span",
    "Spectrum",
    "Telling",
    "TextTooDense",
    "TextTooLong",
    "UnknownWriter",
    "WrittenBy",
    "notes",
    "read",
    "read_many",
    "said_plainly",
    "segments",
    "signs",
    "telling",
]

check_parser()
