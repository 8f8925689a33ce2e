"""The request of a signed-in person: who they are, and their vault, open until the answer is made."""

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from middleway.vault import Vault
from middleway.web.accounts.models import Account


class Request(HttpRequest):
    user: Account
    vault: Vault
    session: SessionBase
