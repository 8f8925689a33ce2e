"""Where the page of care for a person is, and what belongs to it."""

from django.urls import reverse


def addresses(person: str) -> dict[str, str]:
    """Return the addresses of somebody's page, of the private questions, and of the writer's own word."""
    names = ("with_person", "check", "say") if person else ("with_nobody", "check_nobody", "say_of_nobody")
    of = [person] if person else []
    about, questions, say = (reverse(f"care:{name}", args=of) for name in names)
    return {"about": about, "questions": questions, "say": say}
