"""Write the hashes that every model file is checked against: `python -m training.manifest`."""

import hashlib
import json
from pathlib import Path

MODEL = Path("src/middleway/reading/model")


def main() -> None:
    paths = sorted(path for path in MODEL.iterdir() if path.name != "manifest.json")
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    (MODEL / "manifest.json").write_text(json.dumps({"sha256": hashes}, indent=1) + "\n", "utf-8")
    print(f"{len(paths)} files, {sum(path.stat().st_size for path in paths) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
