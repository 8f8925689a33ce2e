"""The committed figures are held: none may fall by more than a point unnoticed."""

import json

import pytest

from middleway.reading.labels import FIELDS, VALUES
from training.evaluate import FIGURES, OURS, far_figures, gold_figures, risk_figures, say
from training.evaluate_risk import FIGURES as RISK_FIGURES
from training.evaluate_risk import figures as risk_signs
from training.passages import LEVELS, OWN, data_folder, fresh, public, written
from training.scores import calibration_error, f1, macro_f1, share_better

ONE_POINT = 0.01
COMMITTED = json.loads(FIGURES.read_text("utf-8"))
needs_data = pytest.mark.skipif(data_folder() is None, reason="the public texts are not here")


@needs_data
@pytest.mark.parametrize("name", OURS)
def test_no_figure_on_gold_dev_falls_by_more_than_a_point(name):
    passages = public("gold_dev")
    now = gold_figures(passages, say([p.text for p in passages], OURS[name]))

    fallen = {
        (field, figure): (before, now[field][figure])
        for field, figures in COMMITTED[name]["gold_dev"].items()
        for figure, before in figures.items()
        if figure in {"macro_f1", "agreement"} and now[field][figure] < before - ONE_POINT
    }
    assert fallen == {}


@pytest.mark.parametrize("name", OURS)
def test_far_ends_and_risk_are_read_as_well_as_the_committed_figures_say(name):
    far, risk = far_figures(OURS[name]), risk_figures(OURS[name])
    before = COMMITTED[name]

    assert {k: v for k, v in far.items() if k.endswith("right") and v < before["own far ends"][k] - ONE_POINT} == {}
    assert risk["recall"] >= before["risk"]["recall"] - ONE_POINT
    assert risk["false alarms"] <= before["risk"]["false alarms"] + ONE_POINT


def test_our_sentences_follow_the_codebook():
    names = sorted(p.stem for p in (FIGURES.parent / "sentences").glob("*.jsonl"))
    passages = written(*names)

    assert len(passages) > 3_000
    assert len({p.id for p in passages}) == len(passages)
    assert [p.id for p in passages if any(p.fields[f] not in VALUES[f] for f in FIELDS)] == []


def test_signs_of_risk_are_seen_as_well_as_the_committed_figures_say():
    before, now = json.loads(RISK_FIGURES.read_text("utf-8")), risk_signs()

    for name in ("all at risk", "older: at risk"):
        assert now[name]["clear"] >= before[name]["clear"] - ONE_POINT
        assert now[name]["any sign"] >= before[name]["any sign"] - ONE_POINT
    for name in ("all that looks so", "older: looks so"):
        assert now[name]["clear"] <= before[name]["clear"] + ONE_POINT
        assert now[name]["any sign"] <= before[name]["any sign"] + ONE_POINT


def test_nothing_that_judges_is_trained_on():
    held, fresh_texts = ([passage for passage, _ in fresh(name)] for name in ("heldout", "learned"))
    judging = sorted(path.stem for path in (FIGURES.parent / "sentences").glob("heldout_*.jsonl"))
    judged = {" ".join(p.text.lower().split()) for p in [*written(*judging), *held]}
    learned = {" ".join(p.text.lower().split()) for p in [*written(*OWN), *fresh_texts]}

    assert len(judged) >= 1_000
    assert judged & learned == set()
    assert {"heldout_far_ends", "heldout_risk", "heldout_ends", "heldout_signs"} <= set(judging)
    assert not set(judging) & set(OWN)


def test_the_hands_that_set_what_is_sure_neither_teach_nor_judge():
    assert all((FIGURES.parent / "sentences" / f"{name}.jsonl").exists() for name in LEVELS)
    assert not set(LEVELS) & set(OWN)
    assert not [name for name in LEVELS if "heldout" in name]


def test_scores_are_what_their_formulas_say():
    gold, said = ["a", "a", "b", "b"], ["a", "b", "b", "b"]

    assert f1(gold, said, "a") == pytest.approx(2 / 3)
    assert f1(gold, said, "b") == pytest.approx(4 / 5)
    assert macro_f1(gold, said, rare=1) == pytest.approx((2 / 3 + 4 / 5) / 2)
    assert macro_f1([*gold, "c"], [*said, "a"], rare=2) == pytest.approx((1 / 2 + 4 / 5) / 2)
    assert calibration_error([True, False], [0.95, 0.95]) == pytest.approx(0.45)
    assert share_better([1.0, 1.0, 1.0], [0.5, 1.0, 2.0]) == pytest.approx(0.5)
