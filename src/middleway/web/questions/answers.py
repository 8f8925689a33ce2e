"""What is answered at each step of the way. A question stands beside the field that holds its answer, and nowhere else.

A field stays when its question is no longer asked: what was answered once must open.
"""

from typing import Annotated

import msgspec

from middleway.reading import WrittenBy
from middleway.reading.labels import WRITERS
from middleway.web.questions.asks import Ask, StepAnswers
from middleway.web.safety.states import Offer


class PauseAnswers(StepAnswers, frozen=True, kw_only=True):
    until: Annotated[str, Ask("pause_until", "time", offer=Offer.MIRROR)] = ""
    line: Annotated[str, Ask("pause_line", "line", offer=Offer.DRAFT)] = ""


class OutAnswers(StepAnswers, frozen=True, kw_only=True):
    """The words themselves are the moment's `text`, and are not kept here."""

    text: Annotated[str, Ask("let_out")] = ""


class TurnAnswers(StepAnswers, frozen=True, kw_only=True):
    body: Annotated[str, Ask("body", "line")] = ""
    feelings: Annotated[list[str], Ask("feeling", "many", "feelings")] = []
    feeling: Annotated[str, Ask("feeling_own", "line")] = ""
    fears: Annotated[list[str], Ask("fear", "many", "fears")] = []
    fear: Annotated[str, Ask("fear_own", "line")] = ""
    needs: Annotated[list[str], Ask("need", "many", "needs")] = []
    need: Annotated[str, Ask("need_own", "line")] = ""
    back: Annotated[str, Ask("pulling_back", "line", offer=Offer.EMPATHY)] = ""


class SeeAnswers(StepAnswers, frozen=True, kw_only=True):
    written_by: Annotated[str, Ask("written_by", "one", "written_by", retold=False)] = ""
    not_so: Annotated[list[str], Ask("not_so", "many", "findings", retold=False)] = []
    disagree: Annotated[str, Ask("disagree", "line", brief=False)] = ""
    reactions: Annotated[list[str], Ask("reactions", "many", "reactions")] = []

    @property
    def writer(self) -> WrittenBy:
        """Who wrote the moment's words, as its owner says; the owner, if they say nothing."""
        return next((one for one in WRITERS if one == self.written_by), "me")


class ComfortAnswers(StepAnswers, frozen=True, kw_only=True):
    pain: Annotated[str, Ask("comfort_pain")] = ""
    shared: Annotated[str, Ask("comfort_shared", brief=False)] = ""
    promise: Annotated[str, Ask("comfort_promise", brief=False)] = ""
    card: Annotated[bool, Ask("comfort_card", "yes", retold=False)] = False
    own: Annotated[str, Ask("ownership", brief=False, offer=Offer.MIRROR)] = ""

    @property
    def for_a_card(self) -> str:
        """The text for a card of comfort; "" if nothing was written for one."""
        return "\n\n".join(text for text in (self.pain, self.shared, self.promise) if text.strip())


class BothAnswers(StepAnswers, frozen=True, kw_only=True):
    missing: Annotated[str, Ask("missing", "one", "missing")] = ""
    gave: Annotated[str, Ask("given_up", "line")] = ""
    alike: Annotated[list[str], Ask("alike", "many", "alike")] = []
    guess: Annotated[str, Ask("alike_own", "line")] = ""
    move: Annotated[str, Ask("my_move", "line")] = ""
    mine: Annotated[str, Ask("both_needs_me")] = ""
    theirs: Annotated[str, Ask("both_needs_them")] = ""
    options: Annotated[str, Ask("both_options")] = ""
    one_thing: Annotated[str, Ask("one_thing_for_them", "line")] = ""


class RoundAnswers(StepAnswers, frozen=True, kw_only=True):
    trigger: Annotated[list[str], Ask("round_trigger", "many", "triggers")] = []
    me: Annotated[list[str], Ask("round_me", "many", "my_moves")] = []
    they: Annotated[list[str], Ask("round_they", "many", "their_moves")] = []
    their_word: Annotated[bool, Ask("round_their_word", "yes")] = False
    cost: Annotated[list[str], Ask("round_cost", "many", "costs")] = []


class SayAnswers(StepAnswers, frozen=True, kw_only=True):
    event: Annotated[str, Ask("say_event", "line", brief=False)] = ""
    feeling: Annotated[str, Ask("say_feeling", "line", brief=False)] = ""
    meaning: Annotated[str, Ask("say_meaning", "line", brief=False)] = ""
    request: Annotated[str, Ask("say_request", "line", brief=False)] = ""
    limit: Annotated[str, Ask("say_limit", "line", brief=False)] = ""
    before: Annotated[bool, Ask("said_before", "yes", brief=False)] = False
    draft: Annotated[str, Ask("say_draft")] = ""


class CuriousAnswers(StepAnswers, frozen=True, kw_only=True):
    questions: Annotated[str, Ask("curious")] = ""
    hope: Annotated[str, Ask("hope", "line")] = ""


class ChooseAnswers(StepAnswers, frozen=True, kw_only=True):
    hope: Annotated[str, Ask("hope", "line")] = ""
    true: Annotated[str, Ask("one_true_thing", "line")] = ""
    year: Annotated[str, Ask("in_a_year", "line")] = ""
    safe: Annotated[str, Ask("safe_to_say", "one", "safe")] = ""
    when: Annotated[str, Ask("when", "one", "when")] = ""


class AfterAnswers(StepAnswers, frozen=True, kw_only=True):
    how: Annotated[str, Ask("after_how")] = ""
    heard: Annotated[str, Ask("after_heard", "one", "heard")] = ""
    mended: Annotated[str, Ask("after_mended", "one", "mended")] = ""
    own: Annotated[str, Ask("after_own")] = ""
    repair: Annotated[str, Ask("after_repair")] = ""
    better: Annotated[str, Ask("after_better")] = ""
    unchanged: Annotated[bool, Ask("after_unchanged", "yes")] = False


class WellAnswers(StepAnswers, frozen=True, kw_only=True):
    view: Annotated[str, Ask("well_wisher")] = ""


class WayAnswers(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answers of a moment, by the id of the step."""

    pause: PauseAnswers = PauseAnswers()
    out: OutAnswers = OutAnswers()
    turn: TurnAnswers = TurnAnswers()
    see: SeeAnswers = SeeAnswers()
    comfort: ComfortAnswers = ComfortAnswers()
    both: BothAnswers = BothAnswers()
    round: RoundAnswers = RoundAnswers()
    say: SayAnswers = SayAnswers()
    curious: CuriousAnswers = CuriousAnswers()
    choose: ChooseAnswers = ChooseAnswers()
    after: AfterAnswers = AfterAnswers()
    well: WellAnswers = WellAnswers()

    def at(self, step: str) -> StepAnswers:
        """Return the answers of a step by its id."""
        answers: StepAnswers = getattr(self, step)
        return answers
