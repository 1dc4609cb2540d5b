"""The groups that the product brings stand in search/groups.txt. Those that editors have changed stay theirs."""

from django.db import migrations

GROUPS = [
    "გრანტი, საგრანტო",
    "ბიუჯეტი, საბიუჯეტო",
    "პროექტი, საპროექტო",
    "კონკურსი, საკონკურსო",
    "ევროკავშირი, EU, European Union",
    "გაერო, UN, United Nations",
    "არასამთავრობო, NGO, NGOs, non-governmental",
    "საკრებულო, City Council",
    "მერია, City Hall",
    "საიტი, ვებსაიტი, ვებგვერდი, website",
]


def drop_groups(apps, schema_editor):
    apps.get_model("site_search", "WordGroup").objects.filter(words__in=GROUPS).delete()


def add_groups(apps, schema_editor):
    groups = apps.get_model("site_search", "WordGroup").objects
    for words in GROUPS:
        groups.get_or_create(words=words)


class Migration(migrations.Migration):
    dependencies = [("site_search", "0005_roots_of_words")]

    operations = [migrations.RunPython(drop_groups, add_groups)]
