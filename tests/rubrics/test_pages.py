"""Reading rubrics: who sees which, what stands on the page, and how often it asks the database."""

import pytest
from django.urls import reverse
from django.utils import timezone

from rubrics.actions import copy_rubric
from rubrics.builtin import load_rubrics
from rubrics.models import Rubric, RubricVersion
from tests.factories import make_rubric

pytestmark = pytest.mark.django_db


@pytest.fixture
def built_in(db):
    load_rubrics()
    return RubricVersion.objects.with_criteria().get()


@pytest.fixture
def own(ada):
    return make_rubric(ada)


def detail(version):
    return reverse("rubrics:version-detail", args=[version.pk])


def test_anybody_reads_the_built_in_rubric(client, built_in):
    page = client.get(reverse("rubrics:built-in")).content.decode()
    for words in (
        "Aims", "under Aims", "together with Sub-aims: 30", "15 of 100 points", "13–15 points",
        "What was wanted, and did it change?", "What to look for", "Warning signs",
        "an aim that is only a list of events", "States a clear main aim",
        "Argues a case throughout", "81–100 points", "1–20 points", "Common misconceptions",
        "Hitler cancelled Rapallo in 1933", "What did Germany ratify on 5 May 1933?",
        "“Not assessed” is different", "Reward what is there; do not subtract.",
    ):  # fmt: skip
        assert words in page, words
    assert "csrfmiddlewaretoken" not in page


def test_built_in_page_without_its_rubric_is_missing(client, db):
    assert client.get(reverse("rubrics:built-in")).status_code == 404


def test_rubric_list_is_for_teachers(client, ada, eve, sam, kit, max_, signed_in):
    address = reverse("rubrics:rubric-list")
    assert client.get(address).status_code == 302
    found = {who.username: signed_in(who).get(address).status_code for who in (ada, eve)}
    assert found == {"ada": 200, "eve": 200}
    for who in (sam, kit, max_):
        assert signed_in(who).get(address).status_code == 404


def test_version_of_the_school_is_read_by_everybody_signed_in(
    client, built_in, ada, eve, sam, kit, max_, signed_in
):
    assert client.get(detail(built_in)).status_code == 302
    for who in (ada, eve, sam, kit, max_):
        assert signed_in(who).get(detail(built_in)).status_code == 200


def test_version_of_a_teacher_is_theirs_alone(client, own, ada, eve, sam, kit, max_, signed_in):
    assert client.get(detail(own)).status_code == 302
    assert signed_in(ada).get(detail(own)).status_code == 200
    for who in (eve, sam, kit, max_):
        assert signed_in(who).get(detail(own)).status_code == 404


def test_student_is_offered_no_act(built_in, sam, signed_in):
    page = signed_in(sam).get(detail(built_in)).content.decode()
    assert "<form" not in page


def test_list_without_rubrics_says_what_to_do(ada, signed_in):
    page = signed_in(ada).get(reverse("rubrics:rubric-list")).content.decode()
    assert "You have no rubric of your own yet." in page
    assert "The built-in rubric is not loaded yet." in page


def test_list_shows_own_school_and_archived_rubrics_apart(built_in, own, ada, eve, signed_in):
    make_rubric(eve)
    old = make_rubric(ada)
    Rubric.objects.filter(pk=old.rubric_id).update(name="Old", archived_at=timezone.now())
    response = signed_in(ada).get(reverse("rubrics:rubric-list"))
    assert [one.pk for one in response.context["school"]] == [built_in.rubric_id]
    assert [one.pk for one in response.context["own"]] == [own.rubric_id]
    assert [one.pk for one in response.context["archived"]] == [old.rubric_id]
    assert "Bring back" in response.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_list_asks_four_times_however_many_rubrics(
    count, built_in, ada, signed_in, django_assert_num_queries
):
    for _ in range(count):
        make_rubric(ada)
    client = signed_in(ada)
    with django_assert_num_queries(4):  # session, person, rubrics, versions
        client.get(reverse("rubrics:rubric-list"))


@pytest.mark.parametrize("criteria", [5, 20])
def test_version_asks_five_times_however_many_criteria(
    criteria, ada, signed_in, django_assert_num_queries
):
    version = make_rubric(ada)
    for number in range(5, criteria):
        version.criteria.create(key=f"c{number}", name=f"C{number}", position=number + 1)
    client = signed_in(ada)
    with django_assert_num_queries(5):  # session, person, version, criteria, levels
        client.get(detail(version))


def test_built_in_page_asks_three_times(client, built_in, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get(reverse("rubrics:built-in"))


def test_draft_is_read_with_its_own_acts(built_in, ada, signed_in):
    draft = copy_rubric(version=built_in, by=ada)
    page = signed_in(ada).get(detail(draft)).content.decode()
    assert "a draft, not in use" in page and "Publish this version" in page
    assert "Go on editing" in page


def test_criterion_that_takes_a_comment_says_so(ada, signed_in):
    version = make_rubric(ada)
    version.criteria.create(key="style", name="Style", position=6, text_only=True)
    page = signed_in(ada).get(detail(version)).content.decode()
    assert "a comment, no points" in page


def test_whole_bands_have_no_totals_where_levels_differ(ada, signed_in):
    version = make_rubric(ada)
    RubricVersion.objects.filter(pk=version.pk).update(
        overall=[{"number": 1, "descriptor": "Thin."}, {"number": 2, "descriptor": "Rich."}]
    )
    page = signed_in(ada).get(detail(version)).content.decode()
    assert "Rich." in page and "21–40 points" in page
    version.criteria.get(key="aims").levels.filter(number=2).delete()
    page = signed_in(ada).get(detail(version)).content.decode()
    assert "Rich." in page and "21–40 points" not in page


def test_words_of_a_rubric_are_escaped(ada, signed_in):
    version = make_rubric(ada)
    version.criteria.filter(key="aims").update(
        name="<b>A</b>", ask="<script>", cues=["<i>"], warnings=["<u>"]
    )
    page = signed_in(ada).get(detail(version)).content.decode()
    for raw in ("<b>A", "<script>\n", "<i>", "<u>"):
        assert raw not in page
