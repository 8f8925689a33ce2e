"""The promise on every page; how far it is; long lists by family."""

from dataclasses import dataclass
from itertools import groupby

from django import template
from django.db import DatabaseError
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.template import Context

from middleway.web.questions.asks import Step
from middleway.web.questions.fields import AskedField
from middleway.web.way import returns
from middleway.web.way.queries import Way
from middleway.web.way.summary import before

register = template.Library()
_SHOWN = 7  # words of a long list; the others unfold


@register.inclusion_tag("way/_promise.html", takes_context=True)
def promise(context: Context) -> dict[str, object]:
    """Remind people on every page that they promised to be back, and say when it is time."""
    request = context["request"]
    try:
        return {"promise": returns.shown(request.vault)}
    except DatabaseError:  # an error page is shown without it
        return {"promise": None}


@dataclass(frozen=True, slots=True)
class Hump:
    """One step in the picture of how far it is. `x`: where it begins, in the drawing's units; each is 60 wide."""

    x: int
    state: str


@register.inclusion_tag("way/_progress.html")
def progress(way: Way, step: Step) -> dict[str, object]:
    """Show how far it is: only with steps that are really still to come; nothing for a step beside the way."""
    if step not in way.steps:
        return {"humps": []}
    here = way.steps.index(step)
    states = ["been" if at < here else "now" if at == here else "" for at in range(len(way.steps))]
    return {"number": here + 1, "humps": [Hump(60 * at, state) for at, state in enumerate(states)]}


@register.inclusion_tag("way/_so_far.html")
def so_far(way: Way, step: Step) -> dict[str, object]:
    """Keep in sight what was answered at the steps before this one."""
    return {"way": way, "before": before(way, step)}


@dataclass(frozen=True, slots=True)
class Family:
    """Words that belong together: (box to tick, meaning) of each. `more`: those that unfold."""

    title: str
    words: list[tuple[BoundWidget, str]]
    more: list[tuple[BoundWidget, str]]

    @property
    def chosen(self) -> bool:
        """Whether one of the words is ticked."""
        return any(one.data["selected"] for one, _ in [*self.words, *self.more])

    @property
    def more_chosen(self) -> bool:
        return any(one.data["selected"] for one, _ in self.more)


@register.filter
def families(field: BoundField) -> list[Family]:
    """Return the words of a list by family; if it has none, one family without a title."""
    asked = field.field
    if not isinstance(asked, AskedField):
        return []
    found = groupby(field.subwidgets, key=lambda one: asked.families.get(one.data["value"], ""))
    return [_family(title, list(words), asked.meanings) for title, words in found]


def _family(title: str, words: list[BoundWidget], meanings: dict[str, str]) -> Family:
    with_meaning = [(one, meanings.get(str(one.data["value"]), "")) for one in words]
    shown = len(words) if title or len(words) <= _SHOWN + 2 else _SHOWN
    return Family(title, with_meaning[:shown], with_meaning[shown:])
