"""People who help: one page for everybody, one tap from every other, and without a network."""

from middleway.content import library
from tests.support.pages import element, elements, main, words


def test_it_is_in_the_same_place_on_every_page(client, alice):
    way = alice.post("/way/", {"heat": "8"}).headers["Location"]
    pages = [
        client.get(path) for path in ("/", "/settle/", "/settle/five_senses/", "/settle/help/", "/sign-in/", "/no-such")
    ]
    for page in [*pages, alice.get("/moments/"), alice.get(way), alice.get("/comfort/"), alice.get("/security/")]:
        assert element(page, ".//header//a[@class='tool help']").attrib["href"] == "/settle/help/"


def test_nobody_is_asked_anything_and_every_country_is_there(client, db):
    page = main(client.get("/settle/help/"))

    assert elements(page, ".//form") == []
    countries = [words(title) for title in elements(page, ".//summary")]
    for country in library("en").help_lines:
        assert country.name in countries
        for line in country.lines:
            assert line.name in words(page)
            assert line.phone in words(page)
            assert f"looked up {line.checked}" in words(page)


def test_it_warns_of_traces_and_links_out_tell_nobody_where_one_came_from(client, db):
    page = client.get("/settle/help/")

    assert "A call can stay in the phone’s list" in words(page)
    out = [link for link in elements(page, ".//a[@href]") if link.attrib["href"].startswith("https://")]
    assert out
    assert {link.get("rel") for link in out} == {"noreferrer"}


def test_it_is_kept_for_when_there_is_no_network(client, db):
    assert "/settle/help/" in client.get("/settle/worker.js").text
