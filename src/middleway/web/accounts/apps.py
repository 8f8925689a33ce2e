from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "middleway.web.accounts"

    def ready(self) -> None:
        from middleway.web.accounts import rekeying, second_step  # noqa: PLC0415 (models must be there first)

        rekeying.ON_REKEY.append(second_step.remove_all)
