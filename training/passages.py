"""Labelled passages: where they come from, and what one looks like to the trainer.

Public texts stay where they are (`MIDDLEWAY_READING_DATA`, by default `../shared/reading/data` beside the project);
the project holds only our own labels of them, by id (`labels/*.jsonl`), and the sentences we wrote (`sentences/*.jsonl`).
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from middleway.reading.labels import FIELDS

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and its labels. A field that nobody read, or on which readers split, is None."""

    id: str
    text: str
    fields: dict[str, str | None]
    parts: tuple[str, ...] | None
    source: str


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
    return Passage(row["id"], text, fields, None if parts is None else tuple(parts), source)


def public(name: str) -> list[Passage]:
    """Return the labelled passages of one public file, for instance `train` or `gold_dev`."""
    folder = data_folder()
    if folder is None:
        return []
    return [passage(row, row["text"], row["source"]) for row in rows(folder / f"{name}.jsonl") if "awareness" in row]


def labelled() -> list[Passage]:
    """Return the public passages that may train: `train.jsonl`, and what we labelled ourselves by id.

    A field of ours fills or replaces that of an earlier file, so a correction is one more line of `labels/`.
    """
    folder = data_folder()
    if folder is None:
        return []
    found = {row["id"]: row for name in ("train", "candidates", "unlabelled") for row in rows(folder / f"{name}.jsonl")}
    for path in sorted((HERE / "labels").glob("*.jsonl")):
        for row in rows(path):
            if row["id"] in found:
                found[row["id"]] |= row
    return [passage(row, row["text"], row["source"]) for row in found.values() if "awareness" in row]


def written(*names: str) -> list[Passage]:
    """Return our own sentences of the named files."""
    found = []
    for name in names:
        for row in rows(HERE / "sentences" / f"{name}.jsonl"):
            found.append(passage(row, row["text"], f"own:{name}"))
    return found


def unlabelled() -> list[str]:
    folder = data_folder()
    return [] if folder is None else [row["text"] for row in rows(folder / "unlabelled.jsonl")]
