from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "middleway.web.sample"

    def ready(self) -> None:
        from middleway.web.care import watch  # noqa: PLC0415 (models must be there first)
        from middleway.web.sample import told  # noqa: PLC0415

        watch.shipped.append(told.texts)
