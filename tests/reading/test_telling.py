"""A long text always gets an answer of use: which sentences say what, the clearest first."""

import pytest

from middleway.reading import read, telling
from middleway.reading.labels import QUIET, VALUES
from middleway.reading.telling import LONG, MOST, is_long

RANT = (
    "You said you would be home at six and you walked in at nine and you did not even look up from that phone. I had "
    "cooked, I had rung the school, I had sat on hold with your bank for forty minutes because you could not be "
    "bothered, and what do I get, a shrug. A shrug! It is the same every single week. Your mother calls and you jump. "
    "Your boss calls and you jump. I stand in the kitchen shouting and you put your headphones on. Do you think the "
    "bins walk out by themselves? Do you think the kids dress themselves? I am so sick of being the only grown-up in "
    "this house. You never say thank you, you never ask how I am, you just eat and leave the plate there as if there "
    "were staff. Well there is no staff. There is me, and I am done asking nicely, because nicely has got me nothing "
    "in eleven years. "
)
APOLOGY = (
    "Dear Sam, I have started this letter four times and thrown each of them away. On Saturday, at your party, I told "
    "the story about the boat in front of everybody, and I saw your face, and I went on all the same because people "
    "were laughing. That was wrong of me, and I am sorry. You had asked me in the spring not to tell it. I remembered, "
    "and I told it. I do not want to explain it away with the wine. When I drove home I thought of how quiet you were "
    "while you cut the cake, and I felt ashamed. You have stood up for me more often than I can count, with Dad and "
    "with the landlord and that winter when I lost the job. I would like to hear how it was for you, if you want to "
    "tell me, and I will not argue with any of it. I will tell Ruth and Amir that I should not have told it. If you "
    "would rather have some weeks without me, I will understand that too. Your sister "
)
NUMB = (
    "It is Tuesday, I think. I got up and then I was on the edge of the bed for a while and then it was noon. The "
    "kettle boiled and I forgot it and boiled it again. People have written, I can see the little numbers, I do not "
    "open them. My sister rang twice. I looked at the phone until it stopped. I do not feel sad exactly. I do not feel "
    "anything, it is like being behind glass, everybody moves their mouths. He asked me last night what I want to do "
    "about the house and I just stood there. I could not find one word. He waited and then he went up. I do not know "
    "what I want to do about the house. I do not know what I want for supper. There was a bird in the garden for a "
    "long time and I watched it, and then it was dark. I should answer somebody. I do not know where one would start. "
    "It does not seem to matter much either way. "
)
MIXED = (
    "Hi Jo, thank you for having the children on Thursday, they came home full of stories about the pond and Lia slept "
    "through for the first time in weeks. You are good with them and I do not say it often enough. There is something "
    "else and I would rather write it than say it badly. When you told Mum that we are thinking of moving, I was "
    "angry. I had told you in confidence, at the market, and you knew it was not settled. She rang me in tears at "
    "work. You always do this, you take what people tell you and carry it round like a plate of biscuits. I know that "
    "you worry about her, and I know she asks and asks. Still, it was mine to tell. I would like you to keep such "
    "things to yourself until I have spoken to her. Could we have a coffee on Sunday, just the two of us? I do not "
    "want this to sit between us. And bring the blue coat if you still have it, Ben grew out of his. "
)
PLAIN = (
    "The boiler man comes on Monday between eight and ten. The key is with the neighbours at number four, the green "
    "door. Please put the bins out on Sunday night, it is the brown one this week. The cat gets half a tin in the "
    "morning and half a tin at night, and the vet's number is on the fridge. There is soup in the freezer, the box "
    "with the blue lid, and bread in the drawer. The code for the alarm is the same as last year. On Wednesday the "
    "school has a fair, it starts at three, and Tom needs his white shirt for it. The car has to be moved before nine "
    "on Thursday because they sweep the street. The train back is at ten past six on Friday, platform two as a rule, "
    "and we will be home at about eight. If the heating makes the noise again, turn it off and on at the switch by the "
    "stairs. The spare bulbs are under the sink. "
)
LETTERS = {"rant": RANT, "apology": APOLOGY, "numb": NUMB, "mixed": MIXED, "plain": PLAIN}


def told(text):
    return telling(read(text), text)


def found(text):
    return [(one.field, one.value) for one in told(text)]


@pytest.mark.parametrize("text", LETTERS.values(), ids=LETTERS)
def test_every_long_text_is_answered_by_three_sentences_at_most_each_once(text):
    answer = told(text)

    assert is_long(text)
    assert 1 <= len(answer) <= MOST
    assert len({one.number for one in answer}) == len({(one.field, one.value) for one in answer}) == len(answer)
    sentences = read(text).sentences
    for one in answer:
        assert (one.start, one.end) == (sentences[one.number - 1].start, sentences[one.number - 1].end)
        assert one.value in VALUES[one.field]
        assert one.reason.endswith(".")


def test_a_rant_is_told_as_one_and_not_as_a_riddle():
    assert found(RANT)[0] == ("warmth_other", "harsh")
    assert ("warmth_other", "placating") not in found(RANT)


def test_an_apology_is_told_by_the_sentence_that_says_sorry():
    sorry = next(one for one in told(APOLOGY) if (one.field, one.value) == ("warmth_other", "kind"))

    assert "I am sorry" in APOLOGY[sorry.start : sorry.end]
    assert sorry.reason == "These words say sorry, or own something."
    assert not any(value in {"harsh", "placating", "indulgent"} for _, value in found(APOLOGY))


def test_a_numb_letter_is_told_as_stuck():
    assert found(NUMB)[0] == ("response", "freeze")


def test_what_is_hard_in_a_friendly_letter_is_not_watered_down_by_the_rest():
    assert read(MIXED).fields.warmth_other.value == "kind"
    first, *others = told(MIXED)

    assert (first.field, first.value) == ("warmth_other", "harsh")
    assert MIXED[first.start :].startswith("You always do this")
    assert ("warmth_other", "kind") in [(one.field, one.value) for one in others]


def test_a_letter_that_only_arranges_things_is_told_as_such():
    (only,) = told(PLAIN)

    assert (only.field, only.value, only.sure) == ("response", QUIET["response"], False)
    assert "arranges" in only.reason


def test_where_no_sentence_is_sure_the_likeliest_is_told_as_a_guess():
    unsure = "hm maybe, he said it and then the thing with the car. " * 12
    answer = told(unsure)

    assert answer
    assert not any(one.sure for one in answer)


def test_a_short_text_and_what_is_not_read_have_no_such_answer():
    assert told("You are so selfish. " * 3) == ()
    assert told("Ich liebe dich so sehr, mein Schatz, und ich vermisse dich jeden Tag. " * 12) == ()
    assert not is_long("word " * (LONG - 1))
    assert is_long("word " * LONG)


def test_of_a_letter_somebody_got_it_is_told_from_the_sender_s_side():
    reading = read(RANT, written_by="them")

    assert telling(reading, RANT)[0].reason.startswith("They ")
