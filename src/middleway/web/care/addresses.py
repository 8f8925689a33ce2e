"""Where somebody's page of care is, and what belongs to it."""

from django.urls import reverse


def addresses(person: str) -> dict[str, str]:
    """Return where somebody's page is, the private questions, and where the writer's word goes."""
    names = ("with_person", "check", "say") if person else ("with_nobody", "check_nobody", "say_of_nobody")
    of = [person] if person else []
    about, questions, say = (reverse(f"care:{name}", args=of) for name in names)
    return {"about": about, "questions": questions, "say": say}
