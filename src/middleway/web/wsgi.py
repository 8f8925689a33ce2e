"""The application that a web server runs. It does not start on a database that could lose what it has answered as saved."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "middleway.web.settings")

application = get_wsgi_application()

from django.db import connection  # noqa: E402 (needs the application)

from middleway.web.database import refuse_unsafe  # noqa: E402

refuse_unsafe(connection)
connection.close()
