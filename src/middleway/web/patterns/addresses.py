"""Where somebody's page is, and what belongs to it."""

from django.urls import reverse

from middleway.web.patterns.words import PERIODS


def addresses(whose: str) -> dict[str, str]:
    """Return where somebody's page is ("" for nobody named), where their word goes, and the page to print."""
    end, of = ("person", [whose]) if whose else ("nobody", [])
    say, paper = ("say", "paper") if whose else ("say_of_nobody", "paper_of_nobody")
    return {
        "page_of": reverse(f"patterns:of_{end}", args=of),
        "say": reverse(f"patterns:{say}", args=of),
        "paper": reverse(f"patterns:{paper}", args=of),
    }


def over(whose: str, period: str) -> str:
    """Return where somebody's page over a period is."""
    if period not in PERIODS:
        raise KeyError(period)
    return (
        reverse("patterns:of_person_over", args=[whose, period])
        if whose
        else reverse("patterns:of_nobody_over", args=[period])
    )
