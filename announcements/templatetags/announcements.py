"""Announcements on other pages."""

from django import template

from announcements.models import AnnouncementPage

register = template.Library()


@register.simple_tag
def announcements_about(project):
    """`{% announcements_about page as announcements %}`: live announcements that name a project, newest first."""
    if not project.pk:
        return []
    return list(AnnouncementPage.objects.live().about(project).defer_streamfields().newest_first())
