"""What stands where: columns that align, buttons on their side, pictures whole and no higher than a window."""

import pytest

LONG_LIST, OVERFULL = "/ka/announcements/", "/ka/projects/overfull/"
BOX = "element => { const {left, right, top, bottom, width, height} = element.getBoundingClientRect();" \
    " return {left, right, top, bottom, width, height}; }"  # fmt: skip


@pytest.fixture
def reader(visit):
    return visit()


def boxes(reader, selector: str) -> list[dict[str, float]]:
    return [element.evaluate(BOX) for element in reader.page.locator(selector).all()]


@pytest.mark.parametrize("width", [600, 768, 959, 1280])
def test_the_values_of_a_list_stand_in_one_line_down_the_page(reader, width):
    reader.open("/en/projects/")
    reader.page.set_viewport_size({"width": width, "height": 900})
    starts = {round(box["left"]) for box in boxes(reader, ".entry .facts dd")}
    assert len(starts) == 1


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_back_stands_at_the_left_and_on_at_the_right(reader, width):
    reader.page.set_viewport_size({"width": width, "height": 900})
    for path, relation in ((LONG_LIST, "next"), (f"{LONG_LIST}?page=2", "prev")):
        reader.open(path)
        (whole,), (link,) = boxes(reader, ".pages"), boxes(reader, f".pages [rel={relation}]")
        side = "left" if relation == "prev" else "right"
        assert abs(link[side] - whole[side]) <= 1


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844), (844, 390)])
def test_no_picture_is_distorted_or_higher_than_the_window_beside_its_caption(reader, width, height):
    reader.page.set_viewport_size({"width": width, "height": height})
    reader.open(OVERFULL)
    pictures = reader.page.locator(".figure img")
    pictures.evaluate_all("images => images.forEach(image => image.loading = 'eager')")
    reader.settle()
    for figure in reader.page.locator(".figure").all():
        picture = figure.locator("img").evaluate(BOX)
        true = figure.locator("img").evaluate("image => image.naturalWidth / image.naturalHeight")
        assert picture["width"] / picture["height"] == pytest.approx(true, rel=0.02)
        assert picture["height"] <= min(0.7 * height, 480) + 1
        assert figure.locator("figcaption").evaluate(BOX)["bottom"] - picture["top"] < height


def test_upright_and_lying_pictures_of_a_gallery_have_fields_of_one_size(reader):
    reader.open(OVERFULL)
    fields = boxes(reader, ".gallery picture")
    assert len(fields) == 3
    assert len({round(field["width"] / field["height"], 2) for field in fields}) == 1
    assert fields[0]["width"] == pytest.approx(fields[1]["width"], abs=1)
    captions = boxes(reader, ".gallery figcaption")
    assert all(caption["top"] >= field["bottom"] for field, caption in zip(fields, captions, strict=True))


def test_few_key_facts_stand_beside_their_labels_and_many_in_two_columns(reader):
    reader.page.set_viewport_size({"width": 768, "height": 900})
    reader.open("/en/projects/undp-innovation-hub/")
    labels, values = boxes(reader, ".sheet dt"), boxes(reader, ".sheet dd")
    assert len({label["left"] for label in labels}) == len({value["left"] for value in values}) == 1
    assert values[0]["left"] > labels[0]["right"] - 1
    reader.open("/en/projects/participatory-budgeting/")
    assert len({label["left"] for label in boxes(reader, ".sheet dt")}) == 2


def test_on_a_phone_the_text_is_not_far_below_the_key_facts(reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open("/ka/projects/participatory-budgeting/")
    (title,), (sheet,), (text,) = (boxes(reader, part) for part in ("h1", ".sheet", ".detail > .prose"))
    assert title["bottom"] < sheet["top"] < text["top"]
    assert sheet["height"] < 0.75 * 844
    assert text["top"] - sheet["bottom"] < 120


@pytest.mark.parametrize(
    ("path", "title", "lines"),
    [
        ("/ka/projects/overfull/", "h1", 8),
        ("/ka/projects/", ".entry h2 a[href$='/overfull/']", 7),
        ("/ka/announcements/notice/", "h1", 8),
    ],
)
def test_a_title_of_190_letters_fills_no_phone(reader, path, title, lines):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open(path)
    reader.page.evaluate("() => document.fonts.ready.then(() => null)")
    height = "title => title.getBoundingClientRect().height / parseFloat(getComputedStyle(title).lineHeight)"
    block = reader.page.locator(title).locator("xpath=ancestor-or-self::*[self::h1 or self::h2]")
    assert round(block.evaluate(height)) <= lines


def test_the_last_of_an_odd_number_of_pictures_leaves_no_hole(reader):
    reader.open(OVERFULL)
    (gallery,), pictures = boxes(reader, ".gallery"), boxes(reader, ".gallery picture")
    assert len(pictures) == 3
    assert pictures[1]["right"] == pytest.approx(gallery["right"], abs=1)
    assert (pictures[2]["left"], pictures[2]["right"]) == pytest.approx((gallery["left"], gallery["right"]), abs=1)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_checksum_of_a_file_is_shown_to_who_asks_for_it(reader, width):
    reader.page.set_viewport_size({"width": width, "height": 900})
    reader.open("/en/brochures/1/")
    checksum = reader.page.locator(".checksum").first
    assert not checksum.locator("code").is_visible()
    checksum.locator("summary").click()
    assert len(checksum.locator("code").inner_text()) == 64
    assert reader.width_of_content_at(width) <= width


def test_the_page_of_the_data_is_no_longer_than_four_phones_until_its_fields_are_asked_for(reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open("/ka/data/")
    assert reader.page.evaluate("document.documentElement.scrollHeight") < 4 * 844
    reader.page.locator(".fields summary").first.click()
    assert reader.page.locator(".data-fields dt").first.is_visible()
