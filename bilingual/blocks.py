"""What an editor may put into the body of a page. Each language has a body of its own."""

from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

# The one set of formatting inside a paragraph; everything else is a block of its own.
PARAGRAPH_FEATURES = ["bold", "italic", "link"]

_SAMPLE = "მონაწილეობითი ბიუჯეტირება"


class NamedChoiceBlock(blocks.ChoiceBlock):
    """Tells a choice by its name where two versions are compared, not by how it is kept."""

    def render_basic(self, value, context=None):
        return str(dict(self.field.choices).get(value, value))


class YesOrNoBlock(blocks.BooleanBlock):
    """Says yes or no where two versions are compared, not True or False."""

    def render_basic(self, value, context=None):
        return gettext("Yes") if value else gettext("No")

    def deconstruct(self):
        return ("wagtail.blocks.BooleanBlock", *super().deconstruct()[1:])


class HeadingBlock(blocks.StructBlock):
    """A heading below the title of the page."""

    text = blocks.CharBlock(label=_("text"), max_length=160)
    level = NamedChoiceBlock(label=_("level"), choices=[("2", _("heading")), ("3", _("subheading"))], default="2")

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Begins a part of the text. Use a subheading only below a heading.")
        template = "blocks/heading.html"
        preview_value = {"text": _SAMPLE, "level": "2"}
        form_classname = "struct-block"


class ParagraphBlock(blocks.RichTextBlock):
    """Running text."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("One or more paragraphs. Bold, italic and links.")
        template = "blocks/paragraph.html"
        preview_value = (
            "<p>ეს ხელს შეუწყობს ადგილობრივ დონეზე ანგარიშვალდებულების ზრდასა და "
            "გადაწყვეტილებების მიღებაში მოქალაქეთა მონაწილეობას.</p>"
        )


class ListingBlock(blocks.StructBlock):
    """A list, with or without numbers."""

    items = blocks.ListBlock(blocks.CharBlock(label=_("item"), max_length=500), label=_("items"), min_num=1)
    numbered = YesOrNoBlock(label=_("numbered"), required=False, help_text=_("For steps or an order of importance."))

    class Meta:
        icon = "list-ul"
        label = _("List")
        description = _("Short points below each other, with dashes or numbers.")
        template = "blocks/listing.html"
        preview_value = {
            "items": ["მონაცემთა მოძიება და ვიზუალიზაცია", "პროექტის დიზაინი", "ჰორიზონტის სკანირება"],
            "numbered": False,
        }


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words."""

    text = blocks.TextBlock(label=_("words"), help_text=_("Without quotation marks: the page adds them."))
    source = blocks.CharBlock(label=_("who said it"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's own words and who said them.")
        template = "blocks/quote.html"
        preview_value = {"text": _SAMPLE, "source": ""}


class PictureBlock(blocks.StructBlock):
    """A picture with an optional caption."""

    image = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture over the width of the text, with a caption. Its alternative text is kept with it.")
        template = "blocks/picture.html"
        preview_template = "blocks/previews/picture.html"


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side."""

    pictures = blocks.ListBlock(PictureBlock(), label=_("pictures"), min_num=2)

    class Meta:
        icon = "grid"
        label = _("Gallery")
        description = _("Two or more pictures side by side, each with its caption.")
        template = "blocks/gallery.html"
        preview_template = "blocks/previews/gallery.html"


class DocumentBlock(blocks.StructBlock):
    """A PDF file mentioned within the text."""

    document = DocumentChooserBlock(label=_("PDF file"))
    text = blocks.CharBlock(
        label=_("link text"), required=False, max_length=200, help_text=_("Empty: the title of the file.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        description = _("A link to a PDF file within the text. Brochures of the page go below, under “Brochures”.")
        template = "blocks/document.html"
        preview_template = "blocks/previews/document.html"


_LINE = {"name": "---------"}
TABLE_MENU = {
    "row_above": {"name": _("Insert row above")},
    "row_below": {"name": _("Insert row below")},
    "line_1": _LINE,
    "col_left": {"name": _("Insert column left")},
    "col_right": {"name": _("Insert column right")},
    "line_2": _LINE,
    "remove_row": {"name": _("Remove row")},
    "remove_col": {"name": _("Remove column")},
    "line_3": _LINE,
    "undo": {"name": _("Undo")},
    "redo": {"name": _("Redo")},
}


class DataTableBlock(TableBlock):
    """A table. Its first row names the columns."""

    def get_table_options(self, table_options=None):
        # Handsontable knows no Georgian; asked for it, it complains in every editor's browser. Its menu is named here.
        own = {"language": "en-US", "contextMenu": {"items": TABLE_MENU}}
        return super().get_table_options(own | (table_options or {}))

    def render_basic(self, value, context=None):
        """Where two versions are compared: what stands in the table, row by row, not how it is kept."""
        value = value or {}
        rows = [[value.get("table_caption")], *(value.get("data") or [])]
        lines = [" | ".join(str(cell or "") for cell in row) for row in rows if any(row)]
        return format_html_join("", "<p>{}</p>", [[line] for line in lines])

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns; can be pasted from Excel. The first row names the columns.")
        template = "blocks/table.html"
        preview_value = {
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
            "table_caption": "",
            "data": [["რა", "როგორ"], ["ნავიგაცია", "მხოლოდ კლავიატურით"], ["ბროშურები", "PDF"]],
        }


class CalloutBlock(blocks.StructBlock):
    """Something that must not be overlooked."""

    title = blocks.CharBlock(label=_("title"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=PARAGRAPH_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        description = _("A short remark that must not be overlooked, set apart from the text.")
        template = "blocks/callout.html"
        preview_value = {"title": _SAMPLE, "text": "<p>ეს ხელს შეუწყობს მოქალაქეთა მონაწილეობას.</p>"}


class BodyBlock(blocks.StreamBlock):
    """The body of a page in one language."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock(features=PARAGRAPH_FEATURES)
    listing = ListingBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    document = DocumentBlock()
    table = DataTableBlock(table_options={"minSpareRows": 0, "startRows": 3, "startCols": 3})
    callout = CalloutBlock()

    class Meta:
        template = "blocks/body.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["passages"] = list(outline(value))
        return context


def outline(body):
    """Yields (child, heading level or None) so that levels never skip: a subheading with no heading above is one."""
    has_heading = False
    for child in body:
        level = None
        if child.block_type == "heading":
            level = 3 if child.value["level"] == "3" and has_heading else 2
            has_heading = True
        yield child, level
