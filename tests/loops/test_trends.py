"""Trends: gaps stay gaps, few is called few, and both directions can be seen."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from simulated import START, seeded

from middleway.loops import (
    MEASURES,
    Chart,
    Moment,
    Point,
    Settled,
    chart,
    differences,
    points,
    report,
    settling,
    trend,
    within,
)

BY_NAME = {measure.field: measure for measure in MEASURES}


def course(field, values, every=3):
    """Return a moment for each value, some days apart; None is a moment without one."""
    return [Moment(at=START + timedelta(days=every * n), **{field: value}) for n, value in enumerate(values)]


def test_what_nobody_told_is_a_gap_and_no_zero():
    found = points(course("heat_before", [8, None, 6]), BY_NAME["heat_before"])

    assert [(point.day.day, point.value) for point in found] == [(1, 8), (7, 6)]


def test_a_day_counts_once_however_much_was_written_on_it():
    evening = [Moment(at=START, heat_before=value) for value in (9, 8, 1)]

    assert points(evening, BY_NAME["heat_before"]) == (Point(START.date(), 8, 3),)


def test_fewer_than_ten_days_tell_no_direction():
    assert trend(course("heat_before", range(9)), BY_NAME["heat_before"]).direction == "few"
    assert trend(course("heat_before", range(10)), BY_NAME["heat_before"]).direction == "up"


@pytest.mark.parametrize(
    ("field", "values", "direction", "safer"),
    [
        ("heat_before", [9, 9, 8, 8, 7, 7, 6, 6, 5, 5, 4, 4], "down", True),
        ("minutes_back", [30, 40, 50, 60, 70, 80, 90, 100, 110, 120], "up", False),
        ("heard", [0, 0, 0, 0.5, 0, 0.5, 0.5, 1, 0.5, 1, 1, 1], "up", True),
        ("fear", [0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1], "up", False),
        ("voice", [1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0], "down", False),
        ("repair", [0.5] * 12, "unclear", None),
    ],
)
def test_each_direction_is_told_and_which_way_is_safer(field, values, direction, safer):
    found = trend(course(field, values), BY_NAME[field])

    assert (found.direction, found.safer) == (direction, safer)


@pytest.mark.parametrize("sign", [-1, 1])
def test_nearer_to_the_middle_is_safer_from_either_end(sign):
    found = trend(course("belonging", [sign * (0.9 - 0.07 * n) for n in range(12)]), BY_NAME["belonging"])

    assert found.direction == ("down" if sign > 0 else "up")
    assert found.safer is True


def test_from_one_end_to_the_other_is_not_called_safer():
    found = trend(course("warmth_other", [-0.8 + 0.145 * n for n in range(12)]), BY_NAME["warmth_other"])

    assert found.direction == "up"
    assert found.safer is None


@pytest.mark.parametrize("field", ["fear", "voice", "heard", "repair", "heat_before", "minutes_back"])
@pytest.mark.parametrize("value", [0.1, 0.5, 1.0])
def test_what_never_changes_has_no_direction_on_whatever_days(field, value):
    chance = seeded(7)
    for _ in range(50):
        days = sorted(chance.sample(range(90), 12))
        found = trend([Moment(at=START + timedelta(days=day), **{field: value}) for day in days], BY_NAME[field])

        assert (found.direction, found.slope, found.safer) == ("unclear", 0, None)


def test_one_day_far_from_all_others_draws_no_line_through_answers():
    near = course("heard", [0, 0, 0.5, 0, 0, 0.5, 0, 0, 0.5, 0], every=1)
    far = Moment(at=START + timedelta(days=40_000), heard=1.0)

    assert trend([*near, far], BY_NAME["heard"]).direction == "few"


def test_with_many_days_a_point_is_a_week_and_the_days_are_still_counted():
    found = trend(course("heard", [n % 2 for n in range(200)], every=1), BY_NAME["heard"])

    assert (found.days, found.span, len(found.points)) == (200, 7, 29)


def test_a_life_of_days_is_still_a_few_hundred_points():
    found = trend(course("heat_before", [n % 3 for n in range(9_000)], every=4), BY_NAME["heat_before"])

    assert found.days == 9_000
    assert found.span == 70
    assert len(found.points) <= 520


def test_a_slope_is_per_month_and_one_wild_evening_does_not_turn_it():
    values = [8 - 0.1 * n for n in range(30)]
    calm = trend(course("heat_before", values, every=1), BY_NAME["heat_before"])
    wild = trend(course("heat_before", [*values[:15], 10, *values[16:]], every=1), BY_NAME["heat_before"])

    assert calm.slope == pytest.approx(-3.0)
    assert wild.slope == pytest.approx(calm.slope, abs=0.1)


@pytest.mark.row(31)
def test_safer_and_less_safe_stand_side_by_side_and_are_never_one_number():
    moments = [
        Moment(
            at=START + timedelta(days=3 * n), heard=min(1, 0.1 * n), fear=min(1, 0.1 * n), voice=n % 2, unchanged=n == 3
        )
        for n in range(12)
    ]

    found = report(moments).safety

    assert [one.field for one in found.toward] == ["heard"]
    assert [one.field for one in found.away] == ["fear"]
    assert [one.field for one in found.unclear] == ["voice"]
    assert [one.field for one in found.few] == ["repair", "heat_before", "minutes_back"]
    assert found.unchanged == 1


@pytest.mark.row(32)
def test_what_was_there_when_it_went_better_is_counted_on_both_sides():
    good = [Moment(at=START, heard=1.0, done=frozenset({"paused", "said"})) for _ in range(5)]
    bad = [Moment(at=START, heard=0.0, done=frozenset({"said"}), moves=frozenset({"fight"})) for _ in range(4)]

    found = {one.code: one for one in differences([*good, *bad, Moment(at=START)])}

    assert (found["paused"].better, found["paused"].better_of, found["paused"].other, found["paused"].other_of) == (
        5,
        5,
        0,
        4,
    )
    assert found["paused"].p == pytest.approx(1 / 126)  # one of the 126 ways to choose 5 of 9
    assert found["move:fight"].gap == -1
    assert "said" not in found, "it was there as often either way"


def test_two_moments_of_a_kind_are_no_difference():
    assert differences([Moment(at=START, heard=value, done=frozenset({"paused"})) for value in (1, 1, 0, 0, 0)]) == []


def test_what_helps_settle_is_a_middle_with_a_count():
    def moment(practice, before, after, minutes):
        names = frozenset({practice} if practice else ())
        return Moment(at=START, settled=(Settled(names, before, after, minutes),))

    found = settling(
        [moment("breath", 8, 4, 10), moment("breath", 9, 7, 20), moment("breath", 7, 6, 60), moment("", 8, 8, 30)]
    )

    assert [(one.practice, one.times, one.fall, one.minutes) for one in found] == [("breath", 3, 2, 20), ("", 1, 0, 30)]


def test_a_period_holds_its_start_and_not_its_end():
    moments = course("heat_before", range(5), every=1)

    assert within(moments, moments[1].at, moments[3].at) == moments[1:3]


def drawn(days, line=None):
    start = date(2026, 1, 1)
    found = [Point(start + timedelta(days=day), 5, 1) for day in days]
    return chart(
        Chart(
            "Heat. It went down.",
            found,
            start,
            start + timedelta(days=90),
            0,
            10,
            ("0", "", "10"),
            ("1 January", "1 April"),
            line,
        )
    )


def test_in_a_chart_days_far_apart_are_not_joined():
    tree = ET.fromstring(drawn([0, 3, 6, 60, 63]))
    of = [each.get("class") for each in tree.iter()]

    assert of.count("dot") == 5
    assert of.count("joined") == 3
    assert of.count("trend") == 0


def test_a_chart_says_its_finding_and_its_trend_looks_unlike_the_daily_line():
    tree = ET.fromstring(drawn([0, 3, 6], line=(6, 4)))

    assert tree.get("aria-label") == "Heat. It went down."
    assert next(each for each in tree.iter() if each.get("class") == "trend").get("stroke-dasharray")
