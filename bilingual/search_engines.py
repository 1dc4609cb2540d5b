"""How long the texts for search engines should be: advice while the editor types, never a refusal."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

# What the large search engines show of each in a list of results, roughly: they measure the width of letters.
OF_TITLE = 60
OF_DESCRIPTION = 155


class _WithAdvice:
    """Below the field stands how many letters there are, and what the search engines will do."""

    def __init__(self, most: int, attrs=None):
        self.most = most
        super().__init__(attrs)

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, attrs, renderer)
        return format_html(
            '{}<p class="length-advice" data-length-advice="{}" data-most="{}" data-fits="{}" data-long="{}"'
            ' aria-live="polite" hidden></p>',
            field,
            name,
            self.most,
            _("Letters: {number}. About {most} are shown."),
            _("Letters: {number}. Search engines will cut it off after about {most}."),
        )

    @property
    def media(self):
        return super().media + forms.Media(js=["js/length-advice.js"])


class TitleInput(_WithAdvice, forms.TextInput):
    pass


class DescriptionInput(_WithAdvice, AdminAutoHeightTextInput):
    pass


TITLE_HELP = gettext_lazy(
    "The title in a list of search results and in the browser's tab, up to about 60 letters. Empty: the title of the "
    "page."
)
DESCRIPTION_HELP = gettext_lazy(
    "Below the title in a list of search results, and where somebody shares the page: one or two sentences, up to "
    "about 155 letters. Empty: the summary of the page."
)
