"""Words for the other are read while they are written."""

from middleway.vault import Vault
from middleway.web.way import compared
from middleway.web.way.queries import Way
from middleway.web.way.steps.page import StepPage


class LivePage(StepPage):
    def shown(self, way: Way, vault: Vault) -> dict[str, object]:
        return compared.live(way, str(getattr(way.kept(self.step), self.step.live)), vault)
