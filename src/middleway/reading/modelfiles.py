"""The model's files, each checked against the hash in the manifest before it is used."""

import hashlib
import json
from functools import lru_cache
from importlib.resources import files

from middleway.reading.errors import ModelDamaged


@lru_cache(maxsize=1)
def _hashes() -> dict[str, str]:
    manifest = files("middleway.reading").joinpath("model", "manifest.json")
    hashes: dict[str, str] = json.loads(manifest.read_text("utf-8"))["sha256"]
    return hashes


def content(name: str) -> bytes:
    """Return the bytes of one model file.

    Raises ModelDamaged when it is missing or differs from what was built.
    """
    try:
        found = files("middleway.reading").joinpath("model", name).read_bytes()
        expected = _hashes()[name]
    except (OSError, KeyError) as error:
        raise ModelDamaged(name) from error
    if hashlib.sha256(found).hexdigest() != expected:
        raise ModelDamaged(name)
    return found


def text(name: str) -> str:
    return content(name).decode("utf-8")
