"""What a page shows where it may not be safe."""

from uuid import UUID

from django import template
from django.db import DatabaseError
from django.template import Context

from middleway.reading import ReadingError
from middleway.web.care.addresses import addresses
from middleway.web.safety import gate
from middleway.web.safety.states import Standing
from middleway.web.safety.storage import book_of
from middleway.web.safety.unkept import speak_of_crisis
from middleway.web.settle.near import country_near

register = template.Library()


@register.inclusion_tag("care/_notice.html", takes_context=True)
def notice(
    context: Context, standing: Standing, person: str = "", moment: UUID | None = None, *, opened: bool = False
) -> dict[str, object]:
    """Show what is said in danger and in a crisis. `person`: an id, or "" for nobody named. `opened`: all at once.

    On the moment whose words speak of danger it is plain at once, with the number to call; elsewhere it waits for a tap.
    """
    plain = moment is not None and not standing.is_ordinary and _speaks(context, moment)
    shown = {"standing": standing, "moment": moment, "opened": opened, "plain": plain, **addresses(person)}
    return {**shown, "near": country_near(context["request"]) if plain else None, **_token(context)}


@register.inclusion_tag("care/_first.html", takes_context=True)
def first_question(
    context: Context, standing: Standing, person: str = "", moment: UUID | None = None, step: str = ""
) -> dict[str, object]:
    """Ask, where a sign is faint, the one question before anything turns to the other."""
    return {"standing": standing, "moment": moment, "step": step, **addresses(person), **_token(context)}


@register.inclusion_tag("care/_here.html", takes_context=True)
def crisis_line(context: Context) -> dict[str, object]:
    """Show where help is, on every page inside while kept words speak of the writer's own death or harm.

    So does any page that answers such words. The notice itself stands only where it fits.
    """
    request = context["request"]
    vault = getattr(request, "vault", None)
    try:
        kept = vault is not None and gate.standing(vault, gate.EVERYBODY).state is gate.State.CRISIS
        shown = context.flatten()
        theirs = not kept and getattr(shown.get("standing"), "speaks_of_their_crisis", False)
        return {"crisis": kept or speak_of_crisis(request, shown.values()), "theirs": theirs}
    except (DatabaseError, ReadingError):  # an error page is shown without it
        return {"crisis": False}


@register.simple_tag
def questions_about(person: str) -> str:
    return addresses(person)["questions"]


def _speaks(context: Context, moment: UUID) -> bool:
    """Whether words of this moment are among those that speak of danger."""
    return any(found.row == str(moment) for found in book_of(context["request"].vault).found)


def _token(context: Context) -> dict[str, object]:
    return {"csrf_token": context.get("csrf_token")}
