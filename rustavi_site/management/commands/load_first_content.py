from django.core.management.base import BaseCommand

from rustavi_site.first_content import build


class Command(BaseCommand):
    help = "Loads the first announcement, its projects and the pages of information, once."

    def handle(self, *args, **options):
        if build.is_loaded():
            self.stdout.write("The site has content already; nothing was changed.")
            return
        build.load()
        self.stdout.write("The first content is loaded.")
