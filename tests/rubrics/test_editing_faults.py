"""The rubric editor with bad input: each fault at its place, everything typed kept."""

import pytest
from django.http import QueryDict

from rubrics.editor import Editor
from rubrics.models import Level
from tests.factories import make_rubric
from tests.rubrics.editing import at, fields_of, fresh, said, save

pytestmark = pytest.mark.django_db


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
