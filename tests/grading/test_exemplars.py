"""The exemplars' pages: how they begin for everybody, all of it for those who signed in."""

import io
import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from essays.actions import freeze_script
from essays.models import Exemplar, Origin
from grading.models import Annotation, Assessment, Mark

pytestmark = pytest.mark.django_db
WHOLE = "successes-and-failures-in-a-table"
CUT = "a-narrative-that-breaks-off"


@pytest.fixture
def loaded(db):
    """The built-in rubric and both exemplars."""
    call_command("load_builtins", stdout=io.StringIO())


def detail(slug):
    return reverse("grading:exemplar-detail", args=[slug])


def words(response):
    """What a reader sees of the page's main part."""
    page = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", "", page[page.index("<main") :]).split())


def test_list_shows_openings_and_totals_to_everybody(loaded, client):
    page = words(client.get(reverse("grading:exemplar-list")))
    assert "By 1928 Stalin was in charge" in page and "The main aim was security" not in page
    assert "55 of 100" in page and "36 of the 80 points that could be assessed" in page
    assert page.count("of 100") == 2  # once as a total, once in the note that denies one
    assert "the text breaks off" in page


def test_list_without_exemplars_says_so(client, db):
    assert "No exemplar is loaded yet." in words(client.get(reverse("grading:exemplar-list")))


@pytest.mark.parametrize("slug", [WHOLE, CUT])
def test_visitor_reads_the_opening_and_is_asked_to_sign_in(loaded, client, slug):
    response = client.get(detail(slug))
    page = words(response)
    assert "Sign in to read on" in page and f"?next={detail(slug)}" in response.content.decode()
    assert reverse("rubrics:built-in") in response.content.decode()
    for mark in Mark.objects.all():
        assert mark.reason[:40] not in page and mark.comment[:40] not in page
    for annotation in Annotation.objects.all():
        assert annotation.note not in page
    assert "<mark" not in response.content.decode()


def test_visitor_reads_none_of_the_later_paragraphs(loaded, client):
    page = words(client.get(detail(WHOLE)))
    assert "By 1928 Stalin was in charge" in page
    assert "Munich" not in page and "The main aim was security" not in page


@pytest.mark.parametrize("name", ["ada", "eve", "sam", "kit", "max_"])
def test_everybody_signed_in_reads_all_of_it(loaded, name, request, signed_in):
    response = signed_in(request.getfixturevalue(name)).get(detail(WHOLE))
    page = words(response)
    assert response.status_code == 200
    assert "55 of 100, and why" in page and "Level 3 · 9 of 15" in page
    assert "Top of Level 3. One main aim is stated" in page
    assert "You define security clearly." in page
    assert "so war was bound to come whatever Stalin did" in page


def test_every_piece_of_evidence_is_marked_and_noted_both_ways(loaded, sam, signed_in):
    page = signed_in(sam).get(detail(WHOLE)).content.decode()
    count = Annotation.objects.filter(assessment__script__exemplar__slug=WHOLE).count()
    assert count == 18
    for number in range(1, count + 1):
        assert page.count(f'id="e{number}"') == page.count(f'id="c{number}"') == 1
        assert f'aria-details="c{number}"' in page and f'href="#c{number}"' in page
        assert f'data-for="e{number}"' in page and f'href="#e{number}"' in page
    assert page.count('role="comment"') == count
    for key in ("aims", "sub_aims", "successes", "failures", "conclusion"):
        assert f'name="show" value="{key}"' in page and f'data-criterion="{key}"' in page
    assert "(table, row 1, Failures)" in page


def test_criterion_that_could_not_be_assessed_has_no_number_and_lowers_what_is_possible(
    loaded, sam, signed_in
):
    page = words(signed_in(sam).get(detail(CUT)))
    assert "36 of the 80 points that could be assessed" in page
    assert "no number, which is not zero" in page
    assert "The text breaks off in the section on 1929–34 and no conclusion survives." in page
    assert "of 20" not in page and "36 of 100" not in page
    assert "there is no total for the whole essay" in page


def test_views_that_nobody_checked_are_labelled(loaded, sam, client, signed_in):
    signed = signed_in(sam)
    assert "Historians’ views as reported by the student, not checked." in words(
        signed.get(detail(CUT))
    )
    assert "we have not checked them" in words(client.get(detail(CUT)))
    assert "not checked" not in words(signed.get(detail(WHOLE)))


def test_removed_evidence_is_not_shown(loaded, sam, signed_in):
    note = Annotation.objects.filter(kind="error", assessment__script__exemplar__slug=WHOLE).get()
    Annotation.objects.filter(pk=note.pk).update(removed_at=note.created_at)
    page = words(signed_in(sam).get(detail(WHOLE)))
    assert note.note not in page


@pytest.mark.parametrize("who", ["anonymous", "sam"])
def test_exemplar_that_is_not_there_is_missing(loaded, who, client, sam, signed_in):
    reader = client if who == "anonymous" else signed_in(sam)
    assert reader.get(detail("no-such-essay")).status_code == 404


def test_exemplar_without_its_reference_marks_is_missing_but_for_its_opening(
    loaded, client, sam, signed_in
):
    Assessment.objects.filter(script__exemplar__slug=CUT).update(kind="practice", marker=sam)
    assert signed_in(sam).get(detail(CUT)).status_code == 404
    assert client.get(detail(CUT)).status_code == 200
    page = words(client.get(reverse("grading:exemplar-list")))
    assert "36 of" not in page and "55 of 100" in page


@pytest.mark.parametrize("copies", [0, 20])
def test_list_asks_five_times_however_many_exemplars(
    copies, loaded, client, django_assert_num_queries
):
    more_exemplars(copies)
    with django_assert_num_queries(5):  # exemplars, criteria, levels, references, marks
        client.get(reverse("grading:exemplar-list"))


@pytest.mark.parametrize("notes", [0, 100])
def test_exemplar_asks_eight_times_however_many_notes(
    notes, loaded, sam, signed_in, django_assert_num_queries
):
    one = Annotation.objects.filter(assessment__script__exemplar__slug=WHOLE).first()
    Annotation.objects.bulk_create(
        Annotation(assessment=one.assessment, criterion=one.criterion, kind="question",
                   start=n, end=n + 9, quote="x", note="?")
        for n in range(notes)
    )  # fmt: skip
    reader = signed_in(sam)
    # session, person, exemplar, reference, criteria, levels, marks, annotations
    with django_assert_num_queries(8):
        reader.get(detail(WHOLE))


def test_opening_asks_once(loaded, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(detail(WHOLE))


def more_exemplars(count):
    first = Exemplar.objects.get(slug=WHOLE)
    for number in range(count):
        script = freeze_script(html=first.script.html, origin=Origin.EXEMPLAR)
        Exemplar.objects.create(
            slug=f"more-{number}", title="More", question="Why?", script=script,
            rubric_version=first.rubric_version,
        )  # fmt: skip
        Assessment.objects.create(
            script=script, kind="reference", rubric_version=first.rubric_version
        )
