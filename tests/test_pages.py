"""How the other tests read a page."""

import pytest

from tests.support.pages import Page, checked, hidden, links, main, parsed, titled_links, value_of, words

PAGE = """<!doctype html><html><head><title>Notes</title></head><body><main>
<p>You &amp; me,<br>here.</p><a href="/weeks/1/"><b>First &lt;week&gt;</b></a><a href="#top">up</a>
<form method="post" action="/people/new/?x=1"><input type="hidden" name="whose" value="a&quot;b"><input name="name" value="T.">
<input type="checkbox" name="close" value="yes" checked><input type="checkbox" name="far" value="no">
<textarea name="words-own">
Two
lines</textarea><select name="tie"><option value="friend">F</option><option value="other" selected>O</option></select>
<input type="text" name="code" autocomplete="one-time-code"><input type="password" name="current"></form>
</main></body></html>"""


def test_the_words_of_a_page_are_those_that_are_read():
    assert words(main(PAGE)).startswith("You & me, here. First <week> up")
    assert words("<p>one</p><p>two</p>") == "one two"


def test_links_and_titles_are_found_wherever_they_stand():
    assert links(PAGE) == ["/weeks/1/", "#top"]
    assert links(PAGE, "/") == ["/weeks/1/"]
    assert titled_links(PAGE) == [("/weeks/1/", "First <week>")]


def test_what_a_form_sends_is_what_a_browser_sends_when_nothing_is_touched():
    (form,) = Page("/people/", PAGE).forms

    assert form.action == "/people/new/"
    sent = {"whose": 'a"b', "name": "T.", "close": "yes", "words-own": "Two\nlines", "tie": "other", "code": ""}
    assert form.fields == sent
    assert form.boxes == ["name", "words-own"], "no code is words"
    assert hidden(PAGE) == {"whose": 'a"b'}
    assert value_of(PAGE, "words-own") == "Two\nlines"
    assert checked(PAGE) == [("close", "yes")]


@pytest.mark.parametrize("text", ["<p>left open", "<p><b>crossed</p></b>", "</p>"])
def test_a_tag_that_is_not_closed_where_it_was_opened_is_a_fault_of_the_page(text):
    with pytest.raises(AssertionError):
        parsed(text)
