from django.apps import AppConfig
from django.core.checks import register


class RecordsConfig(AppConfig):
    name = "middleway.web.records"

    def ready(self) -> None:
        from middleway.web.records import checks  # noqa: PLC0415

        register(checks.every_kind_says_what_it_holds)
        checks.refuse_to_start()
