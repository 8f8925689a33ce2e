"""Words over the door: typed while a session ended, sent, and brought in with the next sign-in."""

from tests.support.pages import elements, hidden, value_of

WORDS = "what I could not say"


def form_of(person, path):
    """Return the hidden fields of a page's form for words."""
    form = next(form for form in elements(person.get(path), ".//form") if "whose" in hidden(form))
    return {name: value for name, value in hidden(form).items() if name != "csrfmiddlewaretoken"}


def carried(person, path, fields):
    """Send a form after the session has ended; return what the door's page carries of it."""
    person.post("/lock/")
    refused = person.post(path, fields)
    assert refused.status_code == 403
    assert WORDS not in refused.text
    return value_of(refused, "carried")


def carry_in(person, words, **more):
    fields = {"username": person.name, "passphrase": person.passphrase, "carried": words, **more}
    return person.post("/sign-in/", fields)


def over_the_door(person, path, fields):
    return carry_in(person, carried(person, path, fields))
