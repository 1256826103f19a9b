"""The rubric editor: what is typed is what is stored, and two windows lose nothing."""

import pytest

from accounts.models import AuditEntry
from rubrics.models import Criterion, Level
from tests.rubrics.editing import at, fields_of, said, save

pytestmark = pytest.mark.django_db


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
