"""Saving a draft: revisions, conflicts, limits."""

import pytest

from accounts.models import User
from essays import actions, markup
from essays.models import Assignment, Essay
from essays.refusals import DraftConflict, TooIntricate, TooLong, Unstorable
from tests.factories import EssayFactory


@pytest.fixture
def essay(assignment: Assignment, sam: User) -> Essay:
    return actions.begin_essay(assignment=assignment, by=sam)


def test_essay_begun_twice_is_one_essay(assignment: Assignment, sam: User) -> None:
    first = actions.begin_essay(assignment=assignment, by=sam)

    assert actions.begin_essay(assignment=assignment, by=sam) == first


def test_essay_with_a_code_that_is_taken_draws_another(
    assignment: Assignment, sam: User, kit: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    EssayFactory(assignment=assignment, author=kit, code="TAKEN")
    codes = iter(["TAKEN", "TAKEN", "OTHER"])
    monkeypatch.setattr(Essay._meta.get_field("code"), "_get_default", lambda: next(codes))

    assert actions.begin_essay(assignment=assignment, by=sam).code == "OTHER"


def test_draft_is_saved_in_canonical_form_as_the_next_revision(essay: Essay, sam: User) -> None:
    saved = actions.save_draft(
        essay=essay, html="<p onclick=x>One <b>two</b></p>\n\n<p></p>", based_on=0, by=sam
    )

    assert (saved.html, saved.words, saved.revision) == ("<p>One <strong>two</strong></p>", 2, 1)
    assert saved.saved_at is not None
    essay.refresh_from_db()
    assert essay.html == saved.html


def test_same_text_again_is_answered_with_the_same_revision(essay: Essay, sam: User) -> None:
    first = actions.save_draft(essay=essay, html="<p>One</p>", based_on=0, by=sam)
    again = actions.save_draft(essay=essay, html="<p>One</p>", based_on=0, by=sam)

    assert (again.revision, again.saved_at) == (first.revision, first.saved_at)


def test_text_based_on_an_older_revision_is_a_conflict_with_both_texts(
    essay: Essay, sam: User
) -> None:
    actions.save_draft(essay=essay, html="<p>From the phone</p>", based_on=0, by=sam)

    with pytest.raises(DraftConflict) as caught:
        actions.save_draft(essay=essay, html="<p>From the laptop</p>", based_on=0, by=sam)

    assert caught.value.stored.html == "<p>From the phone</p>"
    assert caught.value.html == "<p>From the laptop</p>"
    essay.refresh_from_db()
    assert (essay.html, essay.revision) == ("<p>From the phone</p>", 1)


def test_saves_replayed_in_reverse_order_keep_the_newest(essay: Essay, sam: User) -> None:
    for number in range(5):
        actions.save_draft(essay=essay, html=f"<p>Text {number}</p>", based_on=number, by=sam)

    for number in reversed(range(4)):
        with pytest.raises(DraftConflict):
            actions.save_draft(essay=essay, html=f"<p>Text {number}</p>", based_on=number, by=sam)

    essay.refresh_from_db()
    assert (essay.html, essay.revision) == ("<p>Text 4</p>", 5)


def test_text_at_the_limit_is_saved_and_one_more_is_refused_by_number(
    essay: Essay, sam: User, settings: object
) -> None:
    settings.ESSAY_MAX_CHARACTERS = 1500
    actions.save_draft(essay=essay, html=f"<p>{'é' * 1500}</p>", based_on=0, by=sam)

    with pytest.raises(TooLong, match="1,501.*1,500"):
        actions.save_draft(essay=essay, html=f"<p>{'é' * 1501}</p>", based_on=1, by=sam)

    essay.refresh_from_db()
    assert essay.revision == 1


@pytest.mark.parametrize("unstorable", ["a\x00b", "a\ud800b"])
def test_text_that_no_database_holds_is_refused(essay: Essay, sam: User, unstorable: str) -> None:
    with pytest.raises(Unstorable):
        actions.save_draft(essay=essay, html=f"<p>{unstorable}</p>", based_on=0, by=sam)


def test_text_with_more_tags_than_any_essay_is_refused(essay: Essay, sam: User) -> None:
    with pytest.raises(TooIntricate):
        actions.save_draft(essay=essay, html="<p>a</p>" * markup.MAX_TAGS, based_on=0, by=sam)


def test_draft_of_somebody_else_is_never_saved(essay: Essay, kit: User) -> None:
    with pytest.raises(Essay.DoesNotExist):
        actions.save_draft(essay=essay, html="<p>Mine now</p>", based_on=0, by=kit)
