"""The groups of words that every site of this kind needs; editors add to them."""

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


def add_groups(apps, schema_editor):
    groups = apps.get_model("site_search", "WordGroup").objects
    for words in GROUPS:
        groups.get_or_create(words=words)


class Migration(migrations.Migration):
    dependencies = [("site_search", "0001_index")]

    operations = [migrations.RunPython(add_groups, migrations.RunPython.noop)]
