"""Copying, publishing, revising and archiving: who may, and that nothing used changes."""

import pytest

from accounts.models import AuditEntry
from rubrics import actions
from rubrics.builtin import load_rubrics
from rubrics.models import Rubric, RubricVersion
from tests.factories import make_rubric
from tests.rubrics.editing import at, fields_of, fresh, said, save

pytestmark = pytest.mark.django_db


# --- who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["version-edit", "version-publish"])
def test_draft_is_changed_by_its_owner_alone(name, draft, client, eve, sam, kit, max_, signed_in):
    assert client.post(at(name, draft.pk)).status_code == 302
    for who in (eve, sam, kit, max_):
        assert signed_in(who).post(at(name, draft.pk)).status_code == 404
        if name == "version-edit":
            assert signed_in(who).get(at(name, draft.pk)).status_code == 404
    assert fresh(draft).is_draft


@pytest.mark.parametrize("name", ["rubric-revise", "rubric-archive", "rubric-restore"])
def test_rubric_is_changed_by_its_owner_alone(name, ada, client, eve, sam, kit, max_, signed_in):
    rubric = make_rubric(ada).rubric
    assert client.post(at(name, rubric.pk)).status_code == 302
    for who in (eve, sam, kit, max_):
        assert signed_in(who).post(at(name, rubric.pk)).status_code == 404
    assert signed_in(ada).post(at(name, rubric.pk)).status_code == 302


def test_rubric_of_the_school_is_copied_by_teachers_alone(client, ada, eve, sam, max_, signed_in):
    version = make_rubric()
    address = at("version-copy", version.pk)
    assert client.post(address).status_code == 302
    for who in (sam, max_):
        assert signed_in(who).post(address).status_code == 404
    assert not Rubric.objects.exclude(owner=None).exists()
    for who in (ada, eve):
        assert signed_in(who).post(address).status_code == 302
    for name, pk in (("rubric-revise", version.rubric_id), ("version-edit", version.pk)):
        assert signed_in(ada).post(at(name, pk)).status_code == 404


def test_rubric_of_another_teacher_cannot_be_copied(ada, eve, signed_in):
    version = make_rubric(ada)
    assert signed_in(eve).post(at("version-copy", version.pk)).status_code == 404


@pytest.mark.parametrize(
    "name", ["version-copy", "version-publish", "rubric-revise", "rubric-archive", "rubric-restore"]
)
def test_reading_an_act_does_nothing(name, draft, client_of_ada):
    assert client_of_ada.get(at(name, draft.pk)).status_code == 405


# --- copy, publish, revise, archive -----------------------------------------------------------


def test_copy_says_the_same_and_belongs_to_the_teacher(ada):
    load_rubrics()
    version = RubricVersion.objects.with_criteria().get()
    copy = actions.copy_rubric(version=version, by=ada)
    assert copy.is_draft and copy.rubric.owner == ada and copy.rubric.copied_from == version
    assert said(copy).criteria == said(version).criteria
    assert said(copy).misconceptions == said(version).misconceptions
    assert (
        said(copy).name == "Copy of History essay: aims, sub-aims, successes, failures, conclusion"
    )
    assert AuditEntry.objects.get(verb="copied").by == ada


def test_copy_of_the_longest_name_still_fits(ada):
    version = fresh(make_rubric())
    Rubric.objects.filter(pk=version.rubric_id).update(name="x" * 120)
    assert len(actions.copy_rubric(version=fresh(version), by=ada).rubric.name) == 120


def test_publish_fixes_the_version_once(draft, client_of_ada):
    response = client_of_ada.post(at("version-publish", draft.pk))
    assert response["Location"] == at("version-detail", draft.pk)
    first = fresh(draft).published_at
    client_of_ada.post(at("version-publish", draft.pk))
    assert fresh(draft).published_at == first
    assert AuditEntry.objects.filter(verb="published").count() == 1


def test_publish_of_an_unsound_draft_is_refused_with_the_reason(draft, client_of_ada):
    draft.criteria.get(key="aims").levels.filter(number=3).delete()
    response = client_of_ada.post(at("version-publish", draft.pk), follow=True)
    assert "Not published. Level 2 ends at 6 and level 4" in response.content.decode()
    assert fresh(draft).is_draft


def test_revision_is_a_new_draft_with_the_same_keys_and_the_old_version_stays(ada, client_of_ada):
    version = fresh(make_rubric(ada))
    before = said(version)
    response = client_of_ada.post(at("rubric-revise", version.rubric_id))
    draft = RubricVersion.objects.get(rubric=version.rubric, number=2)
    assert response["Location"] == at("version-edit", draft.pk)
    assert draft.is_draft and said(draft) == before
    client_of_ada.post(at("rubric-revise", version.rubric_id))
    assert version.rubric.versions.count() == 2
    typed = fields_of(client_of_ada.get(at("version-edit", draft.pk)).context["editor"])
    save(client_of_ada, draft, typed, **{"c-aims-ask": "What did he want?"})
    assert said(draft).criteria[0].ask == "What did he want?"
    assert said(version) == before


def test_archived_rubric_is_out_of_use_until_it_is_brought_back(ada, client_of_ada):
    version = make_rubric(ada)
    client_of_ada.post(at("rubric-archive", version.rubric_id))
    assert client_of_ada.get(at("version-detail", version.pk)).status_code == 404
    assert client_of_ada.post(at("rubric-revise", version.rubric_id)).status_code == 404
    client_of_ada.post(at("rubric-restore", version.rubric_id))
    assert client_of_ada.get(at("version-detail", version.pk)).status_code == 200
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert list(verbs) == ["archived", "restored"]


def test_published_version_cannot_be_rewritten(ada):
    version = fresh(make_rubric(ada))
    with pytest.raises(actions.Published):
        actions.save_draft(version=version, content=said(version), based_on="", by=ada)
