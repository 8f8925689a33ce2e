from django.apps import AppConfig
from django.core.signals import request_finished


class AccountsConfig(AppConfig):
    name = "middleway.web.accounts"

    def ready(self) -> None:
        from middleway.web.accounts import ended  # noqa: PLC0415 (models must be there first)

        # Done once an answer is on its way, so that nobody who leaves waits for a disk.
        request_finished.connect(ended.remove)
