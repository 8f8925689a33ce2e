"""The loop: named where it can be told, honest where it cannot, and corrected by the one who lives in it."""

import re
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from simulated import LOOPS, START, pair, seeded

from middleway.loops import FEW, STAGES, Box, Link, Moment, drawing, loop, svg, transitions


def moments(*turns, **given):
    """Return a moment for each (mine, theirs), a day apart."""
    return [
        Moment(at=START + timedelta(days=number), moves=codes(mine), their_moves=codes(theirs), **given)
        for number, (mine, theirs) in enumerate(turns)
    ]


def codes(text):
    return frozenset(text.split())


LOOPING = (*[("fight", "flight")] * 7, *[("connect", "connect")] * 6)


@pytest.mark.row(2)
@pytest.mark.parametrize("name", LOOPS)
def test_what_keeps_happening_gets_its_name(name):
    assert loop(pair(name, 40, seeded(7))).name == name


def test_below_six_moments_nothing_is_named_and_it_says_that_they_are_few():
    found = loop(moments(*[("fight", "flight")] * 3, *[("connect", "connect")] * 2))

    assert found.known == 5 < FEW
    assert found.is_few
    assert found.name == ""
    assert all(arrow.is_few for arrow in found.arrows)


def test_what_is_nearly_always_there_is_named_without_any_comparison():
    always = loop(moments(*[("fight", "flight")] * 12))

    assert (always.name, always.nearly_always) == ("pursue_withdraw", True)
    assert loop(moments(*[("fight", "flight")] * 9)).name == ""


def test_often_is_not_enough_when_neither_depends_on_what_the_other_does():
    found = loop(
        moments(
            *[("fight", "flight")] * 6,
            *[("fight", "connect")] * 4,
            *[("fawn", "flight")] * 3,
            *[("fawn", "connect")] * 2,
        )
    )

    assert found.name == ""
    assert found.node("move").code == "fight"


def test_a_moment_that_does_not_tell_what_they_did_is_no_evidence():
    unknown = [Moment(at=START, moves=codes("fight")) for _ in range(30)]

    assert loop([*moments(*LOOPING), *unknown]).known == len(LOOPING)
    assert loop(unknown).name == ""


def test_every_box_and_arrow_says_how_often_it_was_seen_and_out_of_how_many():
    given = moments(*LOOPING, triggers=codes("not_asked"), costs=codes("sleep"))
    given[0] = Moment(at=START, moves=codes("fight"), their_moves=codes("flight"))  # tells neither trigger nor cost

    found = loop(given)

    assert [(node.stage, node.code, node.count, node.of) for node in found.nodes] == [
        ("trigger", "not_asked", 12, 12),
        ("alarm", "", 0, 0),
        ("move", "fight", 7, 13),
        ("their_move", "flight", 7, 13),
        ("cost", "sleep", 12, 12),
    ]
    assert [(arrow.start, arrow.count, arrow.of) for arrow in found.arrows] == [
        ("trigger", 0, 0),
        ("alarm", 0, 0),
        ("move", 7, 13),
        ("their_move", 6, 12),
    ]


def test_only_the_arrow_between_the_two_is_said_to_be_stronger_than_chance():
    found = loop(moments(*LOOPING, triggers=codes("not_asked")))
    strong = {arrow.start: arrow.is_more_than_chance for arrow in found.arrows}

    assert strong == {"trigger": False, "alarm": False, "move": True, "their_move": False}


@pytest.mark.row(18)
def test_what_they_do_is_a_guess_until_they_said_it_themselves():
    assert loop(moments(*LOOPING)).node("their_move").guessed
    assert not loop(moments(*LOOPING, their_word=True)).node("their_move").guessed
    assert not loop(moments(*LOOPING)).node("move").guessed
    assert loop(moments(*LOOPING, moves_guessed=True)).node("move").guessed


def test_what_somebody_says_belongs_there_wins_and_is_counted():
    found = loop(moments(*LOOPING), {"move": "connect"})

    assert (found.node("move").code, found.node("move").count) == ("connect", 6)
    assert found.arrows[2].count == 0
    assert found.name == "pursue_withdraw"


def test_several_things_at_one_stage_count_each_and_a_moment_counts_once():
    found = transitions([(codes("a b"), codes("c")), (codes("a"), codes("c d"))])

    assert {(one.given, one.then): one.count for one in found} == {
        ("a", "c"): 2,
        ("a", "d"): 1,
        ("b", "c"): 1,
        ("b", "d"): 0,
    }
    assert all(one.of == 2 for one in found)


def test_no_moments_make_an_empty_picture_and_no_error():
    found = loop([])

    assert (found.name, found.known, found.is_few) == ("", 0, True)
    assert ET.fromstring(svg(found)).tag.endswith("svg")


# The picture.


def drawn(**changed):
    boxes = [Box(stage, "A title", "some words", "3 of 5", guess=stage == "their_move") for stage in STAGES]
    arrows = [Link(f"{n} of 5", f"arrow-{n}") for n in range(4)]
    return drawing(boxes, arrows, **{"title": "The loop", "again": "again", **changed})


def test_the_picture_is_sound_svg_without_script_style_or_outside_content():
    text = drawn(links={"move": "#at-move", "arrow-2": "#at-arrow"})

    tree = ET.fromstring(text)
    names = {each.tag.partition("}")[2] for each in tree.iter()}
    assert names == {"svg", "title", "rect", "text", "line", "polygon", "a", "g"}
    assert not re.search(r'style=|on\w+="|href="(?!#)|url\(', text)
    assert [each.get("href") for each in tree.iter() if each.get("href")] == ["#at-move", "#at-arrow"]


def test_a_picture_with_links_is_no_image_to_a_screen_reader_one_without_is():
    assert 'role="img"' in drawn()
    linked = drawn(links={"move": "#at-move"})
    assert 'role="group"' in linked
    assert '<a href="#at-move" aria-label="A title: some words">' in linked


def test_words_in_a_picture_cannot_become_anything_else():
    wild = '<script>alert("x")</script> & "quoted" \'too\''
    text = drawing(
        [Box(stage, wild, wild, wild) for stage in STAGES],
        [Link(wild, wild)] * 4,
        title=wild,
        again=wild,
        links=dict.fromkeys(STAGES, "#at"),
    )

    assert "<script" not in text
    assert wild in "".join(ET.fromstring(text).itertext())


def test_a_guess_has_another_edge_and_not_only_another_colour():
    boxes = [each for each in ET.fromstring(drawn()).iter() if each.tag.endswith("rect") and each.get("rx")]

    assert [each.get("stroke-dasharray") for each in boxes] == ["none", "none", "none", "5 4", "none"]


def test_an_arrow_that_is_not_so_is_not_drawn():
    boxes = [Box(stage, "t", "w") for stage in STAGES]
    with_all = drawing(boxes, [Link("1 of 5", "a")] * 4, title="t", again="g")
    with_less = drawing(boxes, [Link("1 of 5", "a", gone=True), *[Link("1 of 5", "a")] * 3], title="t", again="g")

    assert (with_all.count("<polygon"), with_less.count("<polygon")) == (5, 4)


@pytest.mark.parametrize("text", ["x" * 200, "word " * 60, "", "Mutti 😀 " * 9])
def test_long_words_stay_in_their_box(text):
    boxes = [Box(stage, text, text, text) for stage in STAGES]
    tree = ET.fromstring(drawing(boxes, [Link("", "a")] * 4, title="t", again="g"))
    for kind, most, longest in (("text", 4, 21), ("title", 2, 22), ("note", 2, 22)):
        lines = [
            "".join(each.itertext())
            for each in tree.iter()
            if each.get("class") == kind and each.get("text-anchor") != "end"
        ]

        assert len(lines) <= 5 * most
        assert max(map(len, lines), default=0) <= longest
