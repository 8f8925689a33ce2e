"""Labelled passages: where they come from, and what one looks like to the trainer.

Public texts stay where they are (`MIDDLEWAY_READING_DATA`, by default `../shared/reading/data` beside the project).
The project holds only our own labels of them, by id (`labels/*.jsonl`), and the sentences we wrote
(`sentences/*.jsonl`).
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from middleway.reading.labels import FIELDS

HERE = Path(__file__).parent
# Two hands whose sentences train nothing: from where on a value is told as sure is set on them (training/levels.py).
LEVELS = ("far_ends_e", "voices_b")
# Our own sentences for training; the `heldout_` ones only judge.
OWN = tuple(
    sorted(
        path.stem
        for path in (HERE / "sentences").glob("*.jsonl")
        if "heldout" not in path.stem and path.stem not in LEVELS
    )
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and its labels. A field is None where nobody labelled it, or where the readers disagree.

    Passages of one post, or wordings of one idea, share their `group`; it is never split into training and judging.
    """

    id: str
    text: str
    fields: dict[str, str | None]
    parts: tuple[str, ...] | None
    source: str
    group: str
    split: tuple[str, ...] = ()  # parts that one reader found and the other did not


class NoData(Exception):
    """The public data are not there."""

    def __init__(self) -> None:
        super().__init__("The public texts are not here. Set MIDDLEWAY_READING_DATA to their folder.")


def data_folder() -> Path | None:
    """Return the folder of the public data, or None where it is not there."""
    folder = Path(os.environ.get("MIDDLEWAY_READING_DATA", HERE.parent.parent / "shared" / "reading" / "data"))
    return folder if folder.is_dir() else None


def rows(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def passage(row: dict, text: str, source: str) -> Passage:
    parts = row.get("parts")
    fields = {field: row.get(field) for field in FIELDS}
    group = row.get("doc") or row.get("idea") or row["id"]
    split = tuple(row.get("parts_split", ()))
    return Passage(row["id"], text, fields, None if parts is None else tuple(parts), source, group, split)


def public_rows(name: str) -> Iterator[dict]:
    """Yield the rows of one public file as they are. Raises NoData if the folder is missing."""
    folder = data_folder()
    if folder is None:
        raise NoData
    return rows(folder / f"{name}.jsonl")


def public(name: str) -> list[Passage]:
    """Return the labelled passages of one public file, for instance `train` or `gold_dev`."""
    return [passage(row, row["text"], row["source"]) for row in public_rows(name) if "awareness" in row]


def labelled() -> list[Passage]:
    """Return the public passages for training: `train.jsonl`, and those that we labelled ourselves, by id.

    A field of ours fills or replaces that of an earlier file, so a correction is one more line in `labels/`.
    """
    found = {row["id"]: row for name in ("train", "candidates", "unlabelled", "pool") for row in public_rows(name)}
    for path in sorted((HERE / "labels").glob("*.jsonl")):
        for row in rows(path):
            if row["id"] in found:
                found[row["id"]] |= row
    return [passage(row, row["text"], row["source"]) for row in found.values() if "awareness" in row]


def written(*names: str) -> list[Passage]:
    """Return our own sentences from the named files."""
    return [
        passage(row, row["text"], f"own:{name}") for name in names for row in rows(HERE / "sentences" / f"{name}.jsonl")
    ]


def fresh(name: str) -> list[tuple[Passage, str]]:
    """Return the texts of `risks/NAME.jsonl` with their kinds: danger, control, crisis, threat, or what only looks so.

    They are labelled for risk alone (`labels.RISKS`).
    """
    source, found = f"risks:{name}", rows(HERE / "risks" / f"{name}.jsonl")
    return [
        (Passage(row["id"], row["text"], {"risk": row["risk"]}, None, source, row["id"]), row["kind"]) for row in found
    ]


def unlabelled() -> list[str]:
    """Return the texts that nobody labelled. The bulk reader learns on them from the full model."""
    return [row["text"] for row in public_rows("unlabelled")]
