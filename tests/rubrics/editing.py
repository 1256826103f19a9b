"""What the tests of the rubric editor share."""

from django.urls import reverse

from rubrics.content import content_of
from rubrics.models import RubricVersion


def at(name, pk):
    return reverse(f"rubrics:{name}", args=[pk])


def fresh(version):
    return RubricVersion.objects.with_criteria().get(pk=version.pk)


def said(version):
    return content_of(fresh(version))


def fields_of(editor):
    """What a browser would send for the page as it stands."""
    forms = [editor.form]
    for row in editor.rows:
        forms += [row.form, *row.levels.values()]
    values = {field.html_name: field.value() for form in forms for field in form}
    return {name: value for name, value in values.items() if value not in (None, False)}


def save(client, draft, typed, **changes):
    return client.post(at("version-edit", draft.pk), {**typed, **changes})
