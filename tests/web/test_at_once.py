"""A process works on a few requests at once. A body that comes slowly, or never ends, is not one of them."""

import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.db import connection, connections, transaction
from django.http import HttpResponse, StreamingHttpResponse

from middleway.web.at_once import AFewAtOnce, _Kept

ANSWER = [b"read"]


def application(environ, _start_response):
    if environ.get("CONTENT_LENGTH"):
        environ["wsgi.input"].read(100)
        environ["wsgi.input"].readline()
    return ANSWER


class Asking:
    """A body that asks for another page each time that somebody waits for it."""

    def __init__(self, answer):
        self.answer, self.answers = answer, []

    def read(self, size):
        with ThreadPoolExecutor(1) as other:
            self.answers.append(other.submit(self.answer, {"wsgi.input": None}, None).result(timeout=30))
        return b"a" * size

    readline = read


@pytest.mark.parametrize(("length", "waits"), [("200", 1), ("100000", 2)])
def test_while_a_body_is_waited_for_its_place_is_somebody_elses(length, waits):
    answer = AFewAtOnce(application, most=1)
    slow = Asking(answer)

    assert answer({"CONTENT_LENGTH": length, "wsgi.input": slow}, None) == ANSWER
    assert slow.answers == [ANSWER] * waits


def test_no_more_are_worked_on_at_once():
    at_work, most, both = 0, 0, threading.Barrier(2, timeout=30)

    def count(_environ, _start_response):
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        both.wait()
        at_work -= 1

    answer = AFewAtOnce(count, most=2)
    with ThreadPoolExecutor(6) as people:
        assert list(people.map(lambda _: answer({"wsgi.input": None}, None), range(6))) == [None] * 6

    assert most == 2


def test_a_request_that_fails_gives_its_place_back():
    def fail(_environ, _start_response):
        raise ZeroDivisionError

    answer = AFewAtOnce(fail, most=1)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            answer({"wsgi.input": None}, None)


def test_while_a_body_is_awaited_its_database_connection_is_given_back(transactional_db):
    class Silent:
        held, visitors = (), None

        def read(self, size):
            self.held += (self.visitors.connection is not None,)
            return b"a" * size

        readline = read

    def ask_then_read(environ, start_response):
        connection.ensure_connection()
        body.visitors = connections["default"]
        return application(environ, start_response)

    def visit(body):
        try:
            return AFewAtOnce(ask_then_read, most=1)({"CONTENT_LENGTH": "100000", "wsgi.input": body}, None)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        body = Silent()
        assert other.submit(visit, body).result() == ANSWER
    assert body.held == (False, False)


def test_a_body_that_is_read_within_a_transaction_loses_nothing_of_it(transactional_db):
    def write_then_read(environ, start_response):
        with transaction.atomic():
            Group.objects.create(name="kept")
            return application(environ, start_response)

    AFewAtOnce(write_then_read, most=1)({"CONTENT_LENGTH": "100000", "wsgi.input": BytesIO(b"a" * 200)}, None)

    assert Group.objects.filter(name="kept").exists()


@pytest.mark.parametrize(("streaming", "stays"), [(False, False), (True, True)], ids=["a page", "an export"])
def test_an_unkept_connection_goes_back_with_the_place_but_not_mid_export(transactional_db, streaming, stays):
    def ask(_environ, _start_response):
        connection.ensure_connection()
        return StreamingHttpResponse() if streaming else HttpResponse()

    answer = AFewAtOnce(ask, most=1)
    answer._connections._left.acquire()  # as if another thread kept the one that may be kept

    def visit():
        answer({"wsgi.input": None}, None)
        held = connection.connection is not None
        connections.close_all()
        return held

    with ThreadPoolExecutor(1) as other:
        assert other.submit(visit).result() is stays


def test_few_threads_keep_a_connection_and_another_may_once_one_has_ended(transactional_db):
    kept = _Kept(1)

    def visit():
        connection.ensure_connection()
        kept.keep_or_close()
        stays = connection.connection is not None
        connections.close_all()
        return stays

    with ThreadPoolExecutor(1) as first:
        assert first.submit(visit).result()
        with ThreadPoolExecutor(1) as second:
            assert not second.submit(visit).result()
        assert first.submit(visit).result()
    with ThreadPoolExecutor(1) as third:
        assert third.submit(visit).result()
