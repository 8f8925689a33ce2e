"""The addresses of one person's page of patterns."""

from django.urls import reverse

from middleway.web.patterns.words import PERIODS


def addresses(whose: str) -> dict[str, str]:
    """Return the addresses of a person's page (`whose`: their id, "" for nobody named), its form, and its print-out."""
    end, of = ("person", [whose]) if whose else ("nobody", [])
    say, paper = ("say", "paper") if whose else ("say_of_nobody", "paper_of_nobody")
    return {
        "page_of": reverse(f"patterns:of_{end}", args=of),
        "say": reverse(f"patterns:{say}", args=of),
        "paper": reverse(f"patterns:{paper}", args=of),
    }


def over(whose: str, period: str) -> str:
    """Return the address of a person's page over a period of PERIODS."""
    if period not in PERIODS:
        raise KeyError(period)
    return (
        reverse("patterns:of_person_over", args=[whose, period])
        if whose
        else reverse("patterns:of_nobody_over", args=[period])
    )
