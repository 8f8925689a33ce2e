"""The bulk reader: whole chats and corpora, in a stream, at a flat cost of memory.

Each message is read as a whole by a small student of the full model: the same fields, without evidence, sentences, or
places for the parts, and without the plain statements (`outright/`): no parser could keep its rate. docs/model-card.md
says how far it agrees with the full model.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import compress, islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from middleway.reading.calibration import Calibration, bulk_calibration
from middleway.reading.errors import NotText, ReadingError, TextTooLong
from middleway.reading.folding import seen
from middleway.reading.labels import FIELDS, PARTS, VALUES, WrittenBy
from middleway.reading.language import languages
from middleway.reading.network import COLUMNS, Reals
from middleway.reading.perspective import checked, told
from middleway.reading.quiet import nothing
from middleway.reading.reader import CHARACTER_LIMIT
from middleway.reading.reasons import PART_REASONS
from middleway.reading.result import Choice, Fields, Part, Reading, kind_of
from middleway.reading.sentences import sentences
from middleway.reading.shares import Shares
from middleway.reading.student import student

BLOCK: Final = 512  # messages; a block's arrays stay in the processor's cache
BLOCK_CHARACTERS: Final = 200_000
LONG: Final = 200  # characters; longer messages are looked through for risk sentence by sentence
WORKERS: Final = 2

Progress = Callable[[int], None]
_END: Final = str(object())  # a string of its own: nothing that a source gives is the same object


def read_many(
    texts: Iterable[str], progress: Progress | None = None, *, written_by: WrittenBy = "me"
) -> Iterator[Reading | ReadingError]:
    """Read messages in a stream; yield one result per message, in input order.

    A message that cannot be read (too long, not text) gives its error as the result, and the others go on. At most a
    few blocks of messages are held at a time, whatever the length of the stream. `progress(count)` is called after each
    block with the number of messages done. It runs in two threads; with OPENBLAS_NUM_THREADS=1 set before NumPy is
    imported they do not get into each other's way. `written_by`: who wrote all of them, as in `read`. Raises NotText
    for a single string, UnknownWriter and ModelDamaged as `read` does, and, after the readings of all that came before,
    what `texts` itself raises.
    """
    checked(written_by)
    if isinstance(texts, str):
        raise NotText("one string in place of several")
    student()
    stopped: list[Exception] = []
    blocks = _blocks(iter(texts), stopped)
    done = 0
    with ThreadPoolExecutor(WORKERS) as pool:
        ahead: deque[Future[list[Reading | ReadingError]]] = deque(
            pool.submit(_read_block, block) for block in islice(blocks, WORKERS + 1)
        )
        while ahead:
            results = ahead.popleft().result()
            following = next(blocks, None)
            if following is not None:
                ahead.append(pool.submit(_read_block, following))
            yield from (told(one, written_by) if isinstance(one, Reading) else one for one in results)
            done += len(results)
            if progress is not None:
                progress(done)
    if stopped:
        raise stopped[0]


def _blocks(texts: Iterator[str], stopped: list[Exception]) -> Iterator[list[str]]:
    """Cut the stream to blocks. An error of the source is kept in `stopped`: what came before it is read first."""
    current: list[str] = []
    characters = 0
    while (text := _following(texts, stopped)) is not _END:
        current.append(text)
        characters += len(text) if isinstance(text, str) else 0
        if len(current) == BLOCK or characters >= BLOCK_CHARACTERS:
            yield current
            current, characters = [], 0
    if current:
        yield current


def _following(texts: Iterator[str], stopped: list[Exception]) -> str:
    try:
        return next(texts, _END)
    except Exception as error:  # noqa: BLE001 (whatever a caller's own source raises; it is raised again at the end)
        stopped.append(error)
        return _END


def _read_block(texts: list[str]) -> list[Reading | ReadingError]:
    errors = {at: error for at, text in enumerate(texts) if (error := _error(text)) is not None}
    sound = [text for at, text in enumerate(texts) if at not in errors] if errors else texts
    results: list[Reading | ReadingError] = list(_readings(sound)) if sound else []
    for at in sorted(errors):
        results.insert(at, errors[at])
    return results


def _error(text: object) -> ReadingError | None:
    if not isinstance(text, str):
        return NotText(type(text).__name__)
    return TextTooLong(len(text), CHARACTER_LIMIT) if len(text) > CHARACTER_LIMIT else None


def _readings(texts: list[str]) -> Iterator[Reading]:
    scale = bulk_calibration()
    plain = [seen(text) for text in texts]
    logits = student().logits(plain)
    shares = {field: scale.probabilities(logits[:, COLUMNS[field]], field) for field in FIELDS}
    _raise_risk(plain, shares["risk"], scale)
    doubt: list[list[bool]] = np.stack(
        [_doubt(shares[field], scale.sure_from[field]) for field in FIELDS], axis=1
    ).tolist()
    parts = _parts(texts, logits, scale)
    quiet = {tongue: nothing(tongue) for tongue in ("other", "unknown")}
    columns = (_choices(field, shares[field]) for field in FIELDS)
    for at, (tongue, found, doubtful) in enumerate(
        zip(languages(plain), zip(*columns, strict=True), doubt, strict=True)
    ):
        if tongue != "en":
            yield quiet[tongue]
            continue
        unsure = tuple(compress(FIELDS, doubtful)) if any(doubtful) else ()
        yield Reading(Fields(*found), parts.get(at, ()), (), unsure, "en")


def _doubt(shares: Reals, sure_from: list[float]) -> NDArray[np.bool_]:
    best = shares.argmax(1)
    below: NDArray[np.bool_] = shares[np.arange(len(shares)), best] < np.array(sure_from)[best]
    return below


def _choices(field: str, shares: Reals) -> list[Choice]:
    """Return one field of every message: a column at a time, since a message at a time costs twice as much."""
    kind, names = kind_of(field), VALUES[field]
    best = shares.argmax(1).tolist()
    return [kind(names[at], Shares(names, row)) for at, row in zip(best, shares.tolist(), strict=True)]


def _raise_risk(texts: list[str], risk: Reals, scale: Calibration) -> None:
    """Let no long message water down what one sentence of it says (`reader.py` does the like)."""
    cut = [(at, text[a:b]) for at, text in enumerate(texts) if len(text) > LONG for a, b in sentences(text)]
    if not cut:
        return
    logits = student().logits([piece for _, piece in cut])[:, COLUMNS["risk"]]
    shares = scale.probabilities(logits, "risk")
    for (at, _), share in zip(cut, shares, strict=True):
        if 1 - share[0] >= scale.risk_alone and share[0] < risk[at, 0] and risk[at].argmax() == 0:
            risk[at] = share


def _parts(texts: list[str], logits: Reals, scale: Calibration) -> dict[int, tuple[Part, ...]]:
    """Return the parts of each message that has any; each spans its whole message."""
    columns = slice(COLUMNS[PARTS[0]].start, COLUMNS[PARTS[-1]].stop)
    shares = scale.parts(logits[:, columns])
    found: dict[int, tuple[Part, ...]] = {}
    limits = np.array([scale.part_threshold[part] for part in PARTS])
    for at, index in zip(*np.nonzero(shares >= limits), strict=True):
        part = Part(PARTS[index], 0, len(texts[at]), float(shares[at, index]), PART_REASONS[PARTS[index]])
        found[int(at)] = (*found.get(int(at), ()), part)
    return found
