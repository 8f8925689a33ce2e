"""C-04: every column of every table says what it holds, and after a walk over every page it holds that."""

import base64
import random
from datetime import datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test import override_settings

from middleway.vault import key_id
from middleway.web.columns import ALWAYS_EMPTY, COARSE, OF_LIBRARIES, SEALED, Holds
from tests.support.canaries import Canaries
from tests.support.people import somebody
from tests.support.walk import Walk

pytestmark = pytest.mark.database

MAY_BE_EMPTY = {"accounts.Account.previous"}  # full only while keys are being changed


def models():
    return apps.get_models(include_auto_created=True)


def held(model):
    return getattr(model, "columns", None) or OF_LIBRARIES[model._meta.label]


def columns(kind):
    return {f"{m._meta.label}.{name}" for m in models() for name, holds in held(m).items() if holds is kind}


def values(kind):
    """Yield (column, value) for every column of a kind, in every row."""
    for model in models():
        for name in (name for name, holds in held(model).items() if holds is kind):
            for value in model._default_manager.values_list(name, flat=True):
                yield f"{model._meta.label}.{name}", value


def envelopes(column, value):
    """Return the envelopes in a value: as bytes, or in base64 where a library keeps text."""
    if column == "accounts.Session.session_data":
        return [base64.b64decode(value)]
    if column == "mfa.Authenticator.data":
        assert set(value) in ({"secret", "used"}, {"name", "credential"})
        return [base64.b64decode(value[name]) for name in ("secret", "used", "name") if name in value]
    return [bytes(value)] if value else []  # "an envelope, or nothing"


def test_every_column_of_every_table_has_a_class():
    unclassified = {
        f"{model._meta.label}.{field.name}"
        for model in models()
        for field in model._meta.concrete_fields
        if not isinstance(held(model).get(field.name), Holds)
    }
    gone = {
        f"{model._meta.label}.{name}"
        for model in models()
        for name in set(held(model)) - {field.name for field in model._meta.concrete_fields}
    }

    assert unclassified == set()
    assert gone == set()
    assert set(OF_LIBRARIES) <= {model._meta.label for model in models()}


@pytest.mark.django_db(transaction=True)
def test_there_is_no_table_that_no_model_knows():
    known = {model._meta.db_table for model in models()} | {"django_migrations"}

    assert set(connection.introspection.table_names()) == known


@pytest.mark.django_db(transaction=True)
def test_sealed_columns_hold_envelopes_and_coarse_ones_whole_minutes():
    with override_settings(SIGN_UP=True):
        Walk(Canaries(random.Random(4))).whole()
    somebody()  # by the end of the walk, everybody has left

    sealed = [(column, one) for column, value in values(SEALED) for one in envelopes(column, value)]
    times = [(column, value) for column, value in values(COARSE) if isinstance(value, datetime)]

    assert {column for column, _ in sealed} == {column for column in columns(SEALED) if column not in MAY_BE_EMPTY}
    assert all(key_id(envelope) >= 0 for _, envelope in sealed)
    assert {column for column, _ in times} == {"accounts.Session.expire_date", "mfa.Authenticator.created_at"}
    assert [column for column, time in times if time.second or time.microsecond] == []
    assert [label for label in ALWAYS_EMPTY if apps.get_model(label)._default_manager.exists()] == []


@pytest.mark.parametrize("value", [b"", b"I felt hurt when you left, and nobody was there.", b"\2\1" + b"\0" * 60])
def test_what_is_no_envelope_would_be_noticed(value):
    with pytest.raises(Exception, match="could not be opened"):
        key_id(value)
