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
    assert len({(round(field["width"]), round(field["height"])) for field in fields}) == 1
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
