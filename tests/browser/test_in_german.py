"""German words are longer than English ones: on a small phone they stay where people see them."""

from tests.browser.test_way import pages_of

OUTSIDE = """() => [...document.querySelectorAll(".loop rect.box")].flatMap((box) => {
  const edge = box.getBoundingClientRect();
  const isIn = (inner) => inner.right <= edge.right && inner.bottom <= edge.bottom;
  const texts = [...box.parentNode.querySelectorAll("text")];
  return texts.filter((text) => !isIn(text.getBoundingClientRect())).map((text) => text.textContent);
})"""


def test_no_page_is_too_wide_and_help_stays_in_sight(inside, site):
    inside.set_viewport_size({"width": 320, "height": 640})
    paths = pages_of(inside, site)
    in_german(inside, site)
    for path in [*paths, "/settle/help/"]:
        inside.goto(site.url + path)
        for folded in inside.locator("details").all():
            folded.evaluate("one => (one.open = true)")

        assert inside.evaluate("document.documentElement.lang") == "de", path
        assert inside.evaluate("document.documentElement.scrollWidth") <= 320, path
        bar = sorted((link.bounding_box() for link in inside.locator(".top .tool").all()), key=lambda box: box["x"])
        edges = [0, *(edge for box in bar for edge in (box["x"], box["x"] + box["width"])), 320]
        assert edges == sorted(edges), path
        assert all(box["height"] < 80 for box in bar), path


def test_words_in_the_picture_of_the_loop_stay_in_their_boxes(inside, site):
    inside.set_viewport_size({"width": 320, "height": 640})
    in_german(inside, site)
    inside.goto(f"{site.url}/sample/")
    inside.locator("form[action='/sample/begin/'] button").click()
    inside.wait_for_load_state()
    inside.goto(f"{site.url}/patterns/")

    assert inside.locator(".loop rect.box").count() == 5
    assert inside.evaluate(OUTSIDE) == []


def in_german(page, site):
    page.goto(f"{site.url}/languages/")
    page.locator("button[value=de], input[value=de]").first.click()
    page.wait_for_load_state()
