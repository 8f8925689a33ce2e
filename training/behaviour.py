"""Behaviour cases: what the reading of a text must and must not say. They stand in `tests/reading/cases/*.toml`.

Anybody can add a case. It has a `text`, an `idea` that its wordings and twins share, perhaps `written_by`
(by default "me"), and expectations, all of which have to hold:

    expect.FIELD = [values]        the whole reading has one of these values
    expect.not.FIELD = [values]    the whole reading has none of them
    expect.must_see = [{field = …, value = …}]
                                   the whole reading or one of its sentences has this value;
                                   {one_of = […]} in its place allows several
    expect.must_not = [{field = …, value = …}]
                                   neither the whole reading nor a sentence, where it is sure, has this value
    expect.sign = "clear"          there is a clear sign, of a kind in expect.risk if that is given
                  "any"            there is a sign of such a kind, faint or clear, or the field `risk` says so
                  "none"           there is no sign, and the field `risk` says none
                  "not_clear"      there is no clear sign
    expect.theirs = true           every sign of a kind in expect.risk is somebody else's; false: none is
    same_as = "id"                 the spectra and `risk` read as in the case with this id
"""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from middleway.reading import Reading, WrittenBy, read, signs

CASES = Path(__file__).parent.parent / "tests" / "reading" / "cases"
SPECTRA = ("awareness", "belonging", "warmth_self", "warmth_other")
FIELDS = (*SPECTRA, "response")
_KEYS = {*FIELDS, "not", "must_see", "must_not", "sign", "risk", "theirs"}


@dataclass(frozen=True)
class Case:
    group: str
    text: str
    expect: dict[str, Any]
    twin: str | None  # the twin's text
    written_by: WrittenBy


class Unknown(Exception):
    """A case expects something that has no meaning here."""


def cases() -> list[Case]:
    """Return all cases. Raises Unknown where one has an unknown key, or names a twin that does not exist."""
    return [case for path in sorted(CASES.glob("*.toml")) for case in _of(path)]


def _of(path: Path) -> list[Case]:
    tables = tomllib.loads(path.read_text("utf-8"))["case"]
    twins = {table["id"]: table["text"] for table in tables if "id" in table}
    out = []
    for table in tables:
        expect, twin = table.get("expect", {}), table.get("same_as")
        if (odd := set(expect) - _KEYS) or (twin and twin not in twins):
            raise Unknown(f"{path.name}, {table['idea']}: {odd or twin}")
        twin_text, written_by = twins[twin] if twin else None, table.get("written_by", "me")
        out.append(Case(path.stem, table["text"], expect, twin_text, written_by))
    return out


def faults(case: Case) -> list[str]:
    """Return every expectation that does not hold."""
    reading, expect = read(case.text, written_by=case.written_by), case.expect
    values = {field: reading.fields.field(field).value for field in FIELDS}
    out = [f"{field} is {values[field]}" for field in FIELDS if field in expect and values[field] not in expect[field]]
    out += [f"{field} is {values[field]}" for field, wrong in expect.get("not", {}).items() if values[field] in wrong]
    out += [f"not seen: {one}" for one in expect.get("must_see", ()) if not _seen(reading, one.get("one_of", [one]))]
    out += [f"seen: {one}" for one in expect.get("must_not", ()) if _surely_seen(reading, one)]
    out += _sign_faults(case, reading)
    if case.twin:
        twin = read(case.twin, written_by=case.written_by).fields
        kept = [*SPECTRA, "risk"]
        out += [f"{f} is not its twin's" for f in kept if reading.fields.field(f).value != twin.field(f).value]
    return out


def _seen(reading: Reading, options: list[dict[str, str]]) -> bool:
    every = [reading.fields, *(sentence.fields for sentence in reading.sentences)]
    return any(fields.field(one["field"]).value == one["value"] for fields in every for one in options)


def _surely_seen(reading: Reading, one: dict[str, str]) -> bool:
    field, value = one["field"], one["value"]
    sure = [sentence.fields for sentence in reading.sentences if field not in sentence.unsure]
    return any(fields.field(field).value == value for fields in (reading.fields, *sure))


def _sign_faults(case: Case, reading: Reading) -> list[str]:
    if "sign" not in case.expect:
        return []
    kinds, found = case.expect.get("risk", ["danger", "crisis", "threat"]), signs(case.text, written_by=case.written_by)
    right = [sign for sign in found if sign.kind in kinds]
    field = reading.fields.field("risk").value
    holds = {
        "clear": any(sign.is_clear for sign in right),
        "any": bool(right) or field in {"danger" if kind == "threat" else kind for kind in kinds},
        "none": not found and field == "none",
        "not_clear": not any(sign.is_clear for sign in found),
    }
    said = [sign.kind + ("!" if sign.is_clear else "") for sign in found]
    out = [] if holds[case.expect["sign"]] else [f"sign {case.expect['sign']}, but {said or field}"]
    return out + [
        f"theirs is {sign.is_theirs}" for sign in right if sign.is_theirs != case.expect.get("theirs", sign.is_theirs)
    ]


def main() -> None:
    """Print every case that does not hold, and write each group's rate."""
    held: dict[str, list[bool]] = {}
    for case in cases():
        found = faults(case)
        held.setdefault(case.group, []).append(not found)
        if found:
            print(f"{case.group}: {case.text}\n    {'; '.join(found)}")
    rates = {group: round(sum(every) / len(every), 3) for group, every in held.items()}
    (CASES / "rates.json").write_text(json.dumps(rates, indent=1) + "\n", "utf-8")
    print(rates)


if __name__ == "__main__":
    main()
