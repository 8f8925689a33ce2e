from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class SettleConfig(AppConfig):
    name = "middleway.web.settle"

    def ready(self) -> None:
        from middleway.web.settle.helpers import NotAList, helpers  # noqa: PLC0415

        if settings.HELPERS:
            try:
                helpers(settings.HELPERS)
            except NotAList as fault:
                raise ImproperlyConfigured(f"MIDDLEWAY_HELPERS: {fault}") from fault
