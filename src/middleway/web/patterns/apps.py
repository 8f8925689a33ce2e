from django.apps import AppConfig


class PatternsConfig(AppConfig):
    name = "middleway.web.patterns"

    def ready(self) -> None:
        from middleway.web.patterns.look import Look  # noqa: PLC0415 (models must be there first)
        from middleway.web.shell import lookers  # noqa: PLC0415

        lookers.everybody.append(Look())
