"""What the editor's checker looks for in the preview of a page, and what it says of each fault.

All rules of axe run, and those of ours: static/js/content-checks.js. Faults that lie in the text are explained; all
others lie in the templates, where no clerk can mend them.
"""

from django.forms import Media
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

# Of axe 4.11. Left out are rules that axe itself calls outdated (audio-caption, aria-roledescription, duplicate-id,
# duplicate-id-active) and the contrast of level AAA, which the site does not promise.
OF_TEMPLATES = [
    "accesskeys", "area-alt", "aria-allowed-attr", "aria-allowed-role", "aria-braille-equivalent",
    "aria-command-name", "aria-conditional-attr", "aria-deprecated-role", "aria-dialog-name", "aria-hidden-body",
    "aria-hidden-focus", "aria-input-field-name", "aria-meter-name", "aria-progressbar-name", "aria-prohibited-attr",
    "aria-required-attr", "aria-required-children", "aria-required-parent", "aria-roles", "aria-text",
    "aria-toggle-field-name", "aria-tooltip-name", "aria-treeitem-name", "aria-valid-attr-value", "aria-valid-attr",
    "autocomplete-valid", "avoid-inline-spacing", "blink", "button-name", "bypass", "color-contrast",
    "css-orientation-lock", "definition-list", "dlitem", "document-title", "duplicate-id-aria",
    "focus-order-semantics", "form-field-multiple-labels", "frame-focusable-content", "frame-tested",
    "frame-title-unique", "frame-title", "hidden-content", "html-has-lang", "html-lang-valid",
    "html-xml-lang-mismatch", "input-button-name", "input-image-alt", "label-content-name-mismatch",
    "label-title-only", "label", "landmark-banner-is-top-level", "landmark-complementary-is-top-level",
    "landmark-contentinfo-is-top-level", "landmark-main-is-top-level", "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo", "landmark-no-duplicate-main", "landmark-one-main", "landmark-unique",
    "link-in-text-block", "list", "listitem", "marquee", "meta-refresh-no-exceptions", "meta-refresh",
    "meta-viewport-large", "meta-viewport", "nested-interactive", "no-autoplay-audio", "object-alt",
    "presentation-role-conflict", "region", "role-img-alt", "scope-attr-valid", "scrollable-region-focusable",
    "select-name", "server-side-image-map", "skip-link", "summary-name", "svg-img-alt", "tabindex", "target-size",
    "td-headers-attr", "th-has-data-cells", "valid-lang", "video-caption",
]  # fmt: skip
# axe leaves them out unless asked.
ALSO_RUN = [
    "css-orientation-lock",
    "focus-order-semantics",
    "hidden-content",
    "identical-links-same-purpose",
    "label-content-name-mismatch",
    "meta-refresh-no-exceptions",
    "p-as-heading",
    "table-fake-caption",
    "target-size",
    "td-has-header",
]
_TELL = _("This cannot be mended in the text. Please tell whoever looks after the site.")
# Besides those that Wagtail words itself.
_OF_TEXTS = {
    "heading-order": (
        _("A level of headings is left out"),
        _("A subheading belongs below a heading; choose the level of this one in its block."),
    ),
    "page-has-heading-one": (_("The page has no title"), _("Write the title in this language.")),
    "image-alt": (
        _("A picture without alternative text"),
        _("Write at the picture, in both languages, what is to be seen in it."),
    ),
    "image-redundant-alt": (
        _("The alternative text repeats what stands beside it"),
        _("Say at the picture what is to be seen in it, not once more its caption."),
    ),
    "identical-links-same-purpose": (
        _("Two links with the same words lead to different pages"),
        _("Let the words of each link say where it leads."),
    ),
    "table-duplicate-name": (
        _("A table has the same words twice as its name"),
        _("Write the caption of the table once."),
    ),
    "table-fake-caption": (
        _("A row of the table serves as its caption"),
        _("Write these words into the field for the caption and delete the row."),
    ),
    "td-has-header": (
        _("A large table without headers"),
        _("Tick in the table that its first row, its first column or both are headers."),
    ),
    "link-says-nothing": (
        _("The words of a link do not say where it leads"),
        _("Instead of “here”, “see” or an address write what opens: “Budget of 2026 (PDF)”."),
    ),
    "picture-without-words": (
        _("A picture without alternative text"),
        _("Write at the picture, in both languages, what is to be seen in it."),
    ),
    "paragraph-as-heading": (
        _("A line in bold stands for a heading"),
        _("Make it a block “Heading”: then it is found by those who listen to the page, and stands in its outline."),
    ),
    "table-without-headers": (
        _("A table without headers"),
        _("Tick in the table that its first row, its first column or both are headers."),
    ),
    "text-in-capitals": (
        _("A text in capital letters"),
        _("Write it in small letters: capitals are hard to read, and a screen reader may spell them out."),
    ),
}


class ContentChecks(ContentCheckerItem):
    """In the place of Wagtail's own, which runs ten rules."""

    axe_run_only = None
    axe_rules = {rule: {"enabled": True} for rule in ALSO_RUN}
    axe_messages = (
        {
            rule: {"error_name": format_lazy("{}: {}", _("A fault of the template"), rule), "help_text": _TELL}
            for rule in OF_TEMPLATES
        }
        | ContentCheckerItem.axe_messages
        | {rule: {"error_name": name, "help_text": help_text} for rule, (name, help_text) in _OF_TEXTS.items()}
    )

    def get_axe_exclude(self, request):
        # The marks that the checker itself sets beside each fault. One selector: Wagtail's editor takes a list for a
        # path through frames, and so misses its own.
        return ["wagtail-userbar, wagtail-inline-userbar"]

    @property
    def media(self):
        return Media(js=["js/content-checks.js"])
