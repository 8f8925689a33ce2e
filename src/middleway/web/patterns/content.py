"""What the owner corrects in the picture of a loop."""

from itertools import pairwise
from typing import Annotated, Final

import msgspec

from middleway.loops import STAGES
from middleway.web.records.content import Content
from middleway.web.records.marks import Choice, MaybeRowId, Names, Words, Yes

ARROWS: Final = tuple(f"{start}-{end}" for start, end in pairwise(STAGES))


class OwnWord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is said of a stage or an arrow: a `code` of its list, or `words`; `gone`: the arrow is not so."""

    code: Choice = ""
    words: Words = ""
    gone: Yes = False


class CorrectionContent(Content, frozen=True, kw_only=True):
    """`person`: an id, or "" for nobody named; `nodes`: by the stage; `arrows`: by their name."""

    person: MaybeRowId
    nodes: Annotated[dict[str, OwnWord], Names(STAGES)]
    arrows: Annotated[dict[str, OwnWord], Names(ARROWS)]
