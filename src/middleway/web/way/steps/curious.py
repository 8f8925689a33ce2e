"""A real question, beside those that would test the guesses made before."""

from middleway.vault import Vault
from middleway.web.library import library
from middleway.web.questions.steps.curious import CURIOUS
from middleway.web.way.queries import Way
from middleway.web.way.steps.live import LivePage


class CuriousPage(LivePage):
    def shown(self, way: Way, vault: Vault) -> dict[str, object]:
        return {**super().shown(way, vault), "to_ask": _to_ask(way)}


PAGE = CuriousPage(CURIOUS)


def _to_ask(way: Way) -> list[str]:
    """Return the questions that would test the guesses chosen at the step "we both matter"."""
    taken = way.answers.both.alike
    return [one.question for one in library().alike(way.tie) if one.id in taken]
