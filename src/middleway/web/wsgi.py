"""The application that a web server runs. It does not start on a database that may lose what it confirmed as saved."""

import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "middleway.web.settings")
django.setup(set_prefix=False)

from middleway.web.at_once import AFewAtOnce  # noqa: E402 (needs set-up first)
from middleway.web.forms_in_utf8 import Utf8Handler  # noqa: E402

application = AFewAtOnce(Utf8Handler())

from django.db import connection  # noqa: E402 (needs the application)

from middleway.web.database import refuse_unsafe  # noqa: E402

refuse_unsafe(connection)
connection.close()

from middleway.reading import signs  # noqa: E402

# Loads the model and, by plain words of danger, the parser, so that whoever writes first does not wait for them.
signs("He hits me.")

from middleway.web.settle.version import version  # noqa: E402

# Of the files that this process started with: if the clone is updated while it runs, that is another version.
for language, _ in settings.LANGUAGES:
    version(language)
