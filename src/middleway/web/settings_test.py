"""Settings of the test suite: the same, with the test client's host allowed."""

from middleway.web.settings import *

ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
