"""Alice, who owns; Bob, who is signed in too and must see nothing of hers; and a stranger."""

import shutil
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from middleway.web import keyfiles
from middleway.web.accounts import actions, ended
from middleway.web.accounts.models import Account
from middleway.web.accounts.opening import open_with_passphrase

PASSPHRASES = {
    "alice": "squeak anvil trodden mulberry oxford pillow",
    "bob": "gravel donut unsaid tripod mosaic lentil",
}


@dataclass
class Person:
    """Somebody with an account, and their browser."""

    name: str
    account: Account
    code: str
    browser: Client

    @property
    def passphrase(self):
        return PASSPHRASES[self.name]

    def vault(self):
        return open_with_passphrase(self.name, self.passphrase)[1]

    def get(self, *arguments, **options):
        return self.browser.get(*arguments, **options)

    def post(self, *arguments, **options):
        return self.browser.post(*arguments, **options)


@pytest.fixture(autouse=True, scope="session")
def secrets():
    keyfiles.make_missing(fresh=True)


@pytest.fixture(autouse=True)
def nobody_on_the_way_out():
    """Forget what one test could not delete: the next one, which may have no database, is not to be asked to."""
    yield
    ended._here.clear()
    shutil.rmtree(settings.DATA / "ended", ignore_errors=True)


@pytest.fixture(autouse=True)
def no_language_is_left_over():
    """A page that was asked for in German leaves German behind."""
    yield
    translation.deactivate()


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.fixture
def alice(db):
    return signed_in("alice")


@pytest.fixture
def bob(db, alice):
    return signed_in("bob")


def signed_in(name):
    account, _, code = actions.create(username=name, passphrase=PASSPHRASES[name])
    person = Person(name, account, code, Client(raise_request_exception=False))
    response = person.post("/sign-in/", {"username": name, "passphrase": PASSPHRASES[name]})
    assert response.status_code == 302
    return person
