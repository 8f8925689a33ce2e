from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class CareConfig(AppConfig):
    name = "middleway.web.care"

    def ready(self) -> None:
        from middleway.web.care.helpers import NotAList, helpers  # noqa: PLC0415
        from middleway.web.care.watch import Watch  # noqa: PLC0415 (models must be loaded first)
        from middleway.web.shell import lookers  # noqa: PLC0415

        lookers.everybody.append(Watch())
        if settings.HELPERS:
            try:
                helpers(settings.HELPERS)
            except NotAList as fault:
                raise ImproperlyConfigured(f"MIDDLEWAY_HELPERS: {fault}") from fault
