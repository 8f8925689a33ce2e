"""People who help: one page for everybody, one tap from every other, and without a network."""

import re
from html import unescape

from middleway.content import help_lines


def test_it_is_in_the_same_place_on_every_page(client, alice):
    way = alice.post("/way/", {"heat": "8", "person": ""}).headers["Location"]
    pages = [
        client.get(path) for path in ("/", "/settle/", "/settle/five_senses/", "/settle/help/", "/sign-in/", "/no-such")
    ]
    for page in [*pages, alice.get("/moments/"), alice.get(way), alice.get("/comfort/"), alice.get("/settings/")]:
        foot = page.text[page.text.index("<footer") : page.text.index("</footer>")]
        assert 'class="help" href="/settle/help/"' in foot


def test_nobody_is_asked_anything_and_every_country_is_there(client, db):
    page = unescape(client.get("/settle/help/").text)

    assert "<form" not in page[page.index("<main") :]
    for country in help_lines():
        assert f"<summary>{country.name}</summary>" in page
        for line in country.lines:
            assert line.name in page
            assert line.phone in page
            assert f"looked up {line.checked}" in page


def test_it_warns_of_traces_and_links_out_tell_nobody_where_one_came_from(client, db):
    page = client.get("/settle/help/").text

    assert "A call can stay in the phone’s list" in page
    out = re.findall(r'<a href="https://[^>]*>', page)
    assert out
    assert all('rel="noreferrer"' in link for link in out)


def test_it_is_kept_for_when_there_is_no_network(client, db):
    assert "/settle/help/" in client.get("/settle/worker.js").text
