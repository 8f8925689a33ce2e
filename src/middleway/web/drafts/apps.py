from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "middleway.web.drafts"

    def ready(self) -> None:
        from middleway.web.drafts.actions import Following  # noqa: PLC0415 (models must be loaded first)
        from middleway.web.shell import lookers  # noqa: PLC0415

        lookers.everybody.append(Following())
