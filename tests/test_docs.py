"""Docs that could go stale are run or compared."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.support.addresses import every

ROOT = Path(__file__).parent.parent
PROOF = ROOT / "docs/proof.md"


def test_the_csv_example_runs_as_written(tmp_path):
    lines = ["when,text"]
    lines += [
        f"2026-0{m}-1{d},{t}"
        for m in (1, 2, 3)
        for d, t in enumerate(("You are such a selfish idiot.", "Thank you so much for waiting with me."))
    ]
    (tmp_path / "messages.csv").write_text("\n".join(lines), "utf-8")
    code = "\n".join(
        re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "example-csv.md").read_text("utf-8"), re.DOTALL)
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "2026-02" in done.stdout
    assert (tmp_path / "warmth.svg").read_text("utf-8").count("<rect") == 9


def test_every_setting_is_in_the_example_file_and_the_settings_page():
    code = (ROOT / "src/middleway/web/settings.py").read_text("utf-8")
    read = {f"MIDDLEWAY_{name}" for name in re.findall(r'env\.(?:text|flag|secret|time_zone)\(\s*"([A-Z_]+)"', code)}
    told = set(re.findall(r"\bMIDDLEWAY_[A-Z_]+\b", (ROOT / ".env.example").read_text("utf-8")))

    listed = set(re.findall(r"^\| `(MIDDLEWAY_[A-Z_]+)`", (ROOT / "docs/settings.md").read_text("utf-8"), re.MULTILINE))

    assert read
    assert read <= told
    assert listed == told


def test_a_mistyped_setting_stops_the_start_and_is_named():
    code = "import middleway.web.settings"
    for name, value in (
        ("MIDDLEWAY_HTPPS", "yes"),
        ("MIDDLEWAY_HTTPS", "true"),
        ("MIDDLEWAY_SECRET_KEY_FILE", "/nowhere"),
        ("MIDDLEWAY_SECRET_KEY", ""),
        ("MIDDLEWAY_TIME_ZONE", "Mars/Olympus"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {name: value}, capture_output=True, text=True, check=False
        )

        assert done.returncode == 1
        assert name in done.stderr


def test_links_between_documents_lead_somewhere():
    broken = [
        (page.name, target)
        for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("training/*.md")]
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []


def test_the_readme_names_the_two_commands_that_there_are():
    readme = (ROOT / "README.md").read_text("utf-8")

    assert "python3 start.py run" in readme
    assert "python3 start.py test" in readme
    assert "python3 start.py test" in (ROOT / ".ci/run").read_text("utf-8")


def test_the_wheel_stays_small_and_holds_no_pickle():
    model = ROOT / "src/middleway/reading/model"
    names = {path.name for path in model.iterdir()}

    assert sum(path.stat().st_size for path in model.iterdir()) <= 30_000_000
    assert names == {*json.loads((model / "manifest.json").read_text("utf-8"))["sha256"], "manifest.json"}
    assert not any(name.endswith((".pkl", ".pt", ".bin")) for name in names)


def test_every_code_of_a_proof_is_explained_by_the_file_that_proves_it():
    rows = re.findall(r"^\| ([A-Z]-\d\d) \| .* \| `([^`]+)` \| `[^`]+` \|$", PROOF.read_text("utf-8"), re.MULTILINE)
    used = {
        code
        for folder in ("proof", "tests")
        for path in (ROOT / folder).rglob("*.py")
        for code in re.findall(r"\b[A-Z]-\d\d\b", path.read_text("utf-8"))
    }

    assert used == {code for code, _ in rows}
    assert [(code, file) for code, file in rows if not (ROOT / file).is_file()] == []


def test_every_proof_that_is_named_can_be_run():
    named = re.findall(r"python -m proof[. ](\w+)", PROOF.read_text("utf-8"))

    assert "canaries" in named
    assert [name for name in named if not (ROOT / f"proof/{name}.py").is_file()] == []


def test_the_number_of_addresses_that_is_said_is_the_number_there_is():
    text = (ROOT / "docs/threat-model.md").read_text("utf-8")

    assert {int(number) for number in re.findall(r"(\d+) addresses", text)} == {len(list(every()))}
