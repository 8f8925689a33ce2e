"""What the owner corrects in the picture of a loop."""

from itertools import pairwise
from typing import Annotated, Final

import msgspec

from middleway.loops import STAGES
from middleway.web.records.content import Content
from middleway.web.records.marks import Chosen, MaybeRowId, Names, Words, Yes

ARROWS: Final = tuple(f"{start}-{end}" for start, end in pairwise(STAGES))


class OwnWord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is said of a stage or an arrow: a `code` of its list, or `words`; `gone`: the arrow is not so."""

    code: Chosen = ""
    words: Words = ""
    gone: Yes = False

    @property
    def in_its_form(self) -> str:
        """What the form of the stage or the arrow starts from; "" if nothing was said of it."""
        own = self.words or self.code
        return f"gone {own}" if self.gone else own


class CorrectionContent(Content, frozen=True, kw_only=True):
    """`person`: an id, or "" for nobody named; `nodes`: by the stage; `arrows`: by their name."""

    person: MaybeRowId
    nodes: Annotated[dict[str, OwnWord], Names(STAGES)]
    arrows: Annotated[dict[str, OwnWord], Names(ARROWS)]

    @property
    def says_anything(self) -> bool:
        return bool(self.nodes or self.arrows)

    @property
    def about(self) -> str:
        return self.person

    @property
    def is_brief(self) -> bool:
        return True


NOTHING_SAID: Final = OwnWord()
NOTHING_CORRECTED: Final = CorrectionContent(person="", nodes={}, arrows={}, changed="")
