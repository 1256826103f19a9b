"""Copying, editing, publishing, revising and archiving: nothing typed is lost."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from accounts.models import AuditEntry
from rubrics import actions
from rubrics.builtin import load_rubrics
from rubrics.content import content_of
from rubrics.editor import Editor
from rubrics.models import Criterion, Level, Rubric, RubricVersion
from tests.factories import make_rubric

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(ada):
    return make_rubric(ada, published=False)


@pytest.fixture
def client_of_ada(ada, signed_in):
    return signed_in(ada)


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


@pytest.fixture
def typed(draft):
    """The fields of the edit page, ready to be changed and sent."""
    return fields_of(Editor(fresh(draft)))


def save(client, draft, typed, **changes):
    return client.post(at("version-edit", draft.pk), {**typed, **changes})


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


# --- the editor: what is kept --------------------------------------------------------------------


def test_page_sent_back_unchanged_changes_nothing(draft, client_of_ada, typed):
    before = (list(Criterion.objects.values()), list(Level.objects.values()))
    response = save(client_of_ada, draft, typed)
    assert response["Location"] == at("version-detail", draft.pk)
    assert (list(Criterion.objects.values()), list(Level.objects.values())) == before
    assert not AuditEntry.objects.filter(verb="edited").exists()


def test_everything_that_can_be_edited_is_stored(draft, client_of_ada, typed):
    save(
        client_of_ada,
        draft,
        typed,
        **{
            "name": "  Essays   at A level ",
            "step": "2",
            "guidance": "Read it.\r\n\r\nThen mark.",
            "overall": "Thin.\r\n\r\nRich.",
            "misconceptions": "War was bound to come | What could still change?",
            "c-aims-name": "Purposes",
            "c-aims-cues": "in order to\r\n  priority ",
            "c-aims-warnings": "lists",
            "c-aims--l1-points_min": "0.5",
            "c-aims--l1-points_max": "3.5",
            "c-aims--l1-descriptor": "Vague\r\nand thin.",
        },
    )
    now = said(draft)
    assert (now.name, str(now.step)) == ("Essays at A level", "2.00")
    assert now.guidance == "Read it.\n\nThen mark."
    assert now.overall == ("Thin.", "Rich.")
    assert now.misconceptions[0].question == "What could still change?"
    aims = now.criteria[0]
    assert (aims.key, aims.name, aims.cues) == ("aims", "Purposes", ("in order to", "priority"))
    level = aims.levels[0]
    assert (level.key, str(level.points_min), str(level.points_max)) == ("l1", "0.50", "3.50")
    assert level.descriptor == "Vague and thin."
    assert AuditEntry.objects.get(verb="edited").facts == {"criteria": 5}


def test_halves_that_leave_gaps_elsewhere_are_told_for_each(draft, client_of_ada, typed):
    response = save(client_of_ada, draft, typed, step="0.25")
    assert response.status_code == 422
    assert len(response.context["editor"].problems()) == 20
    assert said(draft).step == 1


def test_level_is_added_in_its_place_and_keys_stay(draft, client_of_ada, typed):
    save(
        client_of_ada,
        draft,
        typed,
        **{
            "c-aims--l1-points_min": "2",
            "c-aims--new-points_min": "1",
            "c-aims--new-points_max": "1",
            "c-aims--new-descriptor": "Nearly nothing.",
        },
    )
    aims = said(draft).criteria[0]
    assert [level.key for level in aims.levels] == ["l6", "l1", "l2", "l3", "l4", "l5"]
    assert [level.number for level in aims.levels] == [1, 2, 3, 4, 5, 6]


def test_emptied_level_is_removed(draft, client_of_ada, typed):
    empty = {f"c-aims--l5-{name}": "" for name in ("points_min", "points_max", "descriptor")}
    save(client_of_ada, draft, typed, **empty)
    assert [level.key for level in said(draft).criteria[0].levels] == ["l1", "l2", "l3", "l4"]


NEW = {
    "c-new-name": "Use of sources",
    "c-new-position": "2",
    "c-new-parent": "aims",
    "c-new--new1-points_min": "1",
    "c-new--new1-points_max": "5",
    "c-new--new1-descriptor": "Names a source.",
}


def test_criterion_is_added_where_it_is_wanted(draft, client_of_ada, typed):
    save(client_of_ada, draft, typed, **NEW)
    now = said(draft)
    assert [one.key for one in now.criteria[:3]] == ["aims", "sub_aims", "use_of_sources"]
    assert now.criteria[2].parent == "aims"
    assert [level.key for level in now.criteria[2].levels] == ["l1"]


def test_two_criteria_of_one_name_in_another_script_get_keys_of_their_own(
    draft, client_of_ada, typed
):
    save(client_of_ada, draft, typed, **{**NEW, "c-new-name": "論証", "c-new-parent": ""})
    again = fields_of(client_of_ada.get(at("version-edit", draft.pk)).context["editor"])
    save(client_of_ada, draft, again, **{**NEW, "c-new-name": "史料", "c-new-parent": ""})
    keys = {one.key for one in said(draft).criteria}
    assert {"criterion", "criterion_2"} <= keys


def test_criterion_is_removed_even_with_a_fault_in_it(draft, client_of_ada, typed):
    response = save(
        client_of_ada,
        draft,
        typed,
        **{"c-conclusion-remove": "on", "c-conclusion--l1-points_min": "many"},
    )
    assert response.status_code == 302
    assert "conclusion" not in {one.key for one in said(draft).criteria}


def test_order_follows_the_places(draft, client_of_ada, typed):
    save(client_of_ada, draft, typed, **{"c-conclusion-position": "1", "c-aims-position": "2"})
    assert [one.key for one in said(draft).criteria][:2] == ["conclusion", "aims"]


# --- the editor: bad input ------------------------------------------------------------------------

BAD = [
    ({"name": ""}, "This field is required.", "id_name"),
    ({"name": "a\x00b"}, "Null characters are not allowed.", "id_name"),
    ({"name": "<b>"}, "A name cannot contain", "id_name"),
    ({"step": "0"}, "greater than or equal to 0.25", "id_step"),
    ({"step": "x"}, "Enter a number.", "id_step"),
    ({"misconceptions": "no question"}, "lacks the claim, the question", "id_misconceptions"),
    ({"c-aims-name": ""}, "Give the criterion a name.", "id_c-aims-name"),
    ({"c-aims-name": "failures"}, "is already called Failures", "id_c-failures-name"),
    ({"c-aims-name": "x" * 81}, "at most 80 characters", "id_c-aims-name"),
    ({"c-aims-position": ""}, "This field is required.", "id_c-aims-position"),
    ({"c-aims-cues": "x" * 301}, "Line 1 has 301 characters; at most 300", "id_c-aims-cues"),
    ({"c-aims-text_only": "on"}, "takes a comment only", "id_c-aims-text_only"),
    ({"c-aims-parent": "sub_aims"}, "Select a valid choice", "id_c-aims-parent"),
    (
        {"c-successes-parent": "failures", "c-failures-parent": "conclusion"},
        "Failures stands under another criterion itself",
        "id_c-successes-parent",
    ),
    (
        {"c-aims-remove": "on"},
        "The criterion that Sub-aims stands under is not in the rubric.",
        "id_c-sub_aims-parent",
    ),
    (
        {"c-aims--l2-points_min": "6", "c-aims--l2-points_max": "4"},
        "Level 2 runs from 6 down to 4",
        "id_c-aims--l2-points_max",
    ),
    ({"c-aims--l2-points_min": "3"}, "level 1 reaches up to 3", "id_c-aims--l2-points_min"),
    ({"c-aims--l2-points_min": "5"}, "Level 1 ends at 3", "id_c-aims--l2-points_min"),
    ({"c-aims--l2-points_min": ""}, "Give the points at both ends", "id_c-aims--l2-points_min"),
    ({"c-aims--l2-points_min": "-1"}, "greater than or equal to 0", "id_c-aims--l2-points_min"),
    ({"c-aims--l2-points_max": "1e9"}, "no more than", "id_c-aims--l2-points_max"),
    ({"c-aims--l2-points_max": "NaN"}, "Enter a number.", "id_c-aims--l2-points_max"),
    ({"c-aims--l2-descriptor": " "}, "Say what an essay at level 2", "id_c-aims--l2-descriptor"),
    ({"c-new-ask": "Why?"}, "Give the criterion a name.", "id_c-new-name"),
    ({"c-new-name": "Sources"}, "Sources needs at least one level.", "c-new"),
]


def sent(typed, **changes):
    data = QueryDict(mutable=True)
    data.update({**typed, **changes})
    return data


@pytest.mark.parametrize(("changes", "words", "place"), BAD)
def test_fault_is_named_at_its_field_and_everything_typed_is_kept(
    draft, typed, changes, words, place
):
    kept = {"guidance": "Typed and not to be lost.", **changes}
    editor = Editor(fresh(draft), sent(typed, **kept))
    assert editor.content() is None
    found = editor.problems()
    assert any(words in text and where == place for where, text in found), found
    shown = fields_of(editor)
    assert all(shown.get(name, "") == value or value == "on" for name, value in kept.items())


def test_page_with_a_fault_leads_to_it_and_stores_nothing(draft, client_of_ada, typed):
    before = said(draft)
    changes = {"guidance": "Typed and not to be lost.", "c-aims--l2-points_min": "3"}
    response = save(client_of_ada, draft, typed, **changes)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Typed and not to be lost." in page and "Nothing is lost" in page
    assert 'href="#id_c-aims--l2-points_min"' in page
    assert page.count("Level 2 begins at 3, but level 1 reaches up to 3.") == 2
    assert 'aria-describedby="id_c-aims--l2-points_min_error"' in page
    assert said(draft) == before


def test_fault_without_a_field_stands_at_its_criterion(draft, client_of_ada, typed):
    response = save(client_of_ada, draft, typed, **{"c-new-name": "Sources"})
    page = response.content.decode()
    assert 'href="#c-new"' in page and page.count("Sources needs at least one level.") == 2


def test_all_criteria_removed_is_refused(draft, client_of_ada, typed):
    gone = {f"c-{key}-remove": "on" for key in ("aims", "sub_aims", "successes", "failures")}
    response = save(client_of_ada, draft, typed, **gone, **{"c-conclusion-remove": "on"})
    assert response.status_code == 422
    assert "A rubric needs at least one criterion." in response.content.decode()


def test_largest_rubric_can_still_be_sent(ada, client_of_ada):
    version = make_rubric(ada, published=False)
    version.criteria.all().delete()
    for number in range(1, 21):
        criterion = version.criteria.create(key=f"c{number}", name=f"C{number}", position=number)
        Level.objects.bulk_create(
            Level(criterion=criterion, key=f"l{n}", number=n, points_min=n, points_max=n,
                  descriptor="Words.")
            for n in range(1, 11)
        )  # fmt: skip
    typed = fields_of(client_of_ada.get(at("version-edit", version.pk)).context["editor"])
    assert save(client_of_ada, version, typed, **{"c-c1-name": "First"}).status_code == 302
    assert said(version).criteria[0].name == "First"


@pytest.mark.parametrize("layout", ["", "nonsense!", ";".join(["a:b"] * 50), "aims:" + "l1," * 60])
def test_damaged_layout_falls_back_on_the_stored_one(draft, client_of_ada, typed, layout):
    assert save(client_of_ada, draft, typed, layout=layout).status_code == 302
    assert len(said(draft).criteria) == 5


def test_empty_post_is_answered_with_problems(draft, client_of_ada):
    response = client_of_ada.post(at("version-edit", draft.pk), {})
    assert response.status_code == 422
    assert len(said(draft).criteria) == 5


# --- two windows ---------------------------------------------------------------------------------


def test_stale_save_shows_both_texts_and_stores_neither_over_the_other(draft, client_of_ada, typed):
    save(client_of_ada, draft, typed, **{"c-aims-ask": "Theirs"})
    response = save(client_of_ada, draft, typed, **{"c-aims-ask": "Mine", "guidance": "Kept"})
    assert response.status_code == 409
    found = {one.where: (one.stored, one.typed) for one in response.context["editor"].conflicts}
    assert found == {
        "Aims: what it asks": ("Theirs", "Mine"),
        "How marks are placed": ("", "Kept"),
    }
    assert said(draft).criteria[0].ask == "Theirs"
    again = fields_of(response.context["editor"])
    assert again["c-aims-ask"] == "Mine"
    assert save(client_of_ada, draft, again).status_code == 302
    assert said(draft).criteria[0].ask == "Mine"


def test_stale_save_names_a_criterion_that_was_removed_meanwhile(draft, client_of_ada, typed):
    save(client_of_ada, draft, typed, **{"c-conclusion-remove": "on"})
    response = save(client_of_ada, draft, typed, **{"c-aims-ask": "Mine"})
    places = {one.where for one in response.context["editor"].conflicts}
    assert {"Conclusion: name", "Conclusion: level 5", "Order"} <= places


def test_save_that_comes_twice_is_done_once(draft, client_of_ada, typed):
    for _ in range(2):
        assert save(client_of_ada, draft, typed, **{"c-aims-ask": "Once"}).status_code == 302
    assert AuditEntry.objects.filter(verb="edited").count() == 1


def test_save_after_publication_keeps_what_was_typed_on_the_page(draft, client_of_ada, typed):
    client_of_ada.post(at("version-publish", draft.pk))
    response = save(client_of_ada, draft, typed, **{"c-aims-ask": "Too late"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "was published in another window" in page and "Too late" in page
    assert said(draft).criteria[0].ask == ""
    assert client_of_ada.get(at("version-edit", draft.pk))["Location"] == at(
        "version-detail", draft.pk
    )
