from django.urls import re_path

from . import views

# Also what a mail has cut off or added to: whoever follows it is told that the link does not work.
LINK = r"(?P<token>[^/]{1,200})"

urlpatterns = [
    re_path(rf"^{LINK}/$", views.without_language),
    re_path(rf"^{LINK}/(?P<code>ka|en)/$", views.draft, name="draft"),
    re_path(rf"^{LINK}/(?P<code>ka|en)/brochure\.pdf$", views.draft_brochure, name="draft_brochure"),
    re_path(rf"^{LINK}/(?P<document_id>\d{{1,9}})\.pdf$", views.draft_file, name="draft_file"),
]
