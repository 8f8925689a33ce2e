"""In every group of cases the reading does at least as well as it did, which `cases/rates.json` says."""

import json
from collections import defaultdict

import pytest

from training.behaviour import CASES, Case, cases, faults

RATES = json.loads((CASES / "rates.json").read_text("utf-8"))


def groups() -> dict[str, list[Case]]:
    found = defaultdict(list)
    for case in cases():
        found[case.group].append(case)
    return dict(found)


GROUPS = groups()


def test_every_group_has_its_rate():
    assert set(RATES) == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_as_many_cases_hold_as_did(group):
    wrong = [(case.text, found) for case in GROUPS[group] if (found := faults(case))]
    rate = 1 - len(wrong) / len(GROUPS[group])

    assert rate >= RATES[group] - 0.0005, "\n".join(f"{text}: {'; '.join(found)}" for text, found in wrong)
