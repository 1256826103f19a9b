"""The built-in rubric and the exemplars: loaded once, replaced honestly, refused clearly."""

import json
import shutil
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry
from essays.models import Exemplar, Script
from grading import exemplars, history
from grading.exemplars import BadExemplar, load_exemplars
from grading.models import Annotation, Assessment, Event, Kind, Mark
from rubrics import builtin
from rubrics.actions import Unsound
from rubrics.builtin import load_rubrics
from rubrics.content import content_of
from rubrics.models import Criterion, Level, Rubric, RubricVersion

pytestmark = pytest.mark.django_db
TABLES = (
    Rubric, RubricVersion, Criterion, Level, Script, Exemplar, Assessment, Mark, Annotation,
    Event, AuditEntry,
)  # fmt: skip


def rows():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


@pytest.fixture
def rubric_data(tmp_path):
    """A copy of the rubric's data that may be changed."""
    shutil.copytree(builtin.DATA, tmp_path / "rubrics")
    return tmp_path / "rubrics"


@pytest.fixture
def exemplar_data(tmp_path):
    """A copy of the exemplars' data that may be changed."""
    shutil.copytree(exemplars.DATA, tmp_path / "exemplars")
    return tmp_path / "exemplars"


def change(path, act):
    told = json.loads(path.read_text("utf-8"))
    act(told)
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def rubric_file(folder):
    return folder / "essay_on_foreign_policy.json"


def test_builtins_are_loaded_whole(capsys):
    call_command("load_builtins")
    version = RubricVersion.objects.with_criteria().get()
    assert version.max_points == 100
    assert version.published_at is not None
    assert version.rubric.owner is None
    content = content_of(version)
    assert [c.key for c in content.criteria if c.parent] == ["sub_aims"]
    assert [len(c.levels) for c in content.criteria] == [5] * 5
    assert len(content.misconceptions) == 16
    assert "do not subtract" in content.guidance
    assert capsys.readouterr().out.count("\n") == 3


def test_reference_marks_of_the_whole_exemplar_add_up():
    call_command("load_builtins")
    first = Exemplar.objects.get(position=1)
    assessment = Assessment.objects.get(script=first.script)
    assert (assessment.kind, assessment.marker) == (Kind.REFERENCE, None)
    assert sum(mark.points for mark in assessment.marks.all()) == 55
    aims = assessment.marks.get(criterion__key="aims")
    assert (aims.level.number, aims.points) == (3, Decimal(9))
    assert aims.comment.startswith("You define security clearly.")
    assert aims.reason.startswith("Top of Level 3.")
    for annotation in assessment.annotations.all():
        assert first.script.text[annotation.start : annotation.end] == annotation.quote
    assert assessment.annotations.count() == 18


def test_reference_mark_that_could_not_be_given_has_no_number():
    call_command("load_builtins")
    second = Exemplar.objects.get(position=2)
    assert second.script.truncated
    mark = Mark.objects.get(assessment__script=second.script, criterion__key="conclusion")
    assert (mark.verdict, mark.level, mark.points) == ("not_assessed", None, None)
    assert mark.reason.startswith("The text breaks off")


def test_reference_assessments_have_a_whole_history():
    call_command("load_builtins")
    for assessment in Assessment.objects.all():
        assert history.verify(assessment) is None


def test_a_second_call_changes_nothing(capsys):
    call_command("load_builtins")
    before = rows()
    call_command("load_builtins")
    assert rows() == before
    assert capsys.readouterr().out.count("is there already.") == 3


def test_changed_rubric_data_publish_a_new_version_and_leave_the_old_one(rubric_data):
    load_rubrics()
    old = RubricVersion.objects.get()
    kept = (list(Criterion.objects.values()), list(Level.objects.values()))
    change(rubric_file(rubric_data), lambda told: told["criteria"][0].update(ask="What, and why?"))
    (said,) = load_rubrics(rubric_data)
    assert said.endswith("version 2 published.")
    new = RubricVersion.objects.get(number=2)
    assert new.criteria.get(key="aims").ask == "What, and why?"
    assert kept == (
        list(Criterion.objects.filter(version=old).values()),
        list(Level.objects.filter(criterion__version=old).values()),
    )


def test_exemplars_stay_with_the_version_that_judged_them(rubric_data):
    call_command("load_builtins")
    change(rubric_file(rubric_data), lambda told: told["criteria"][0].update(ask="What, and why?"))
    load_rubrics(rubric_data)
    said = load_exemplars()
    assert all(line.endswith("is there already.") for line in said)
    assert {exemplar.rubric_version.number for exemplar in Exemplar.objects.all()} == {1}


def test_unsound_rubric_data_are_refused(rubric_data):
    def overlap(told):
        told["criteria"][0]["levels"][1]["points_min"] = 2

    change(rubric_file(rubric_data), overlap)
    with pytest.raises(Unsound, match="Level 2 begins at 2, but level 1 reaches up to 3"):
        load_rubrics(rubric_data)
    assert not Rubric.objects.exists()


def test_changed_mark_makes_a_new_script_and_keeps_the_old_one(exemplar_data):
    call_command("load_builtins")
    old = Exemplar.objects.get(position=1)

    def raise_mark(told):
        told["exemplars"][0]["marks"]["aims"]["points"] = 8

    change(exemplar_data / "exemplars.json", raise_mark)
    said = load_exemplars(exemplar_data)
    assert "replaced" in said[0] and "is there already" in said[1]
    new = Exemplar.objects.get(position=1)
    assert (new.pk, new.slug) == (old.pk, old.slug)
    assert new.script_id != old.script_id and new.script.sha256 == old.script.sha256
    assert Mark.objects.get(assessment__script=new.script, criterion__key="aims").points == 8
    assert Mark.objects.get(assessment__script=old.script, criterion__key="aims").points == 9


def test_changed_words_around_an_exemplar_keep_its_script(exemplar_data):
    call_command("load_builtins")
    before = Exemplar.objects.get(position=1)
    change(exemplar_data / "exemplars.json", lambda told: told["exemplars"][0].update(note="Look."))
    assert load_exemplars(exemplar_data)[0].endswith("words around it changed.")
    after = Exemplar.objects.get(position=1)
    assert (after.note, after.script_id) == ("Look.", before.script_id)


def quote(text):
    def act(told):
        told["exemplars"][1]["marks"]["aims"]["annotations"][0]["quote"] = text

    return act


def points(value):
    def act(told):
        told["exemplars"][1]["marks"]["aims"]["points"] = value

    return act


def drop_criterion(told):
    del told["exemplars"][1]["marks"]["aims"]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (quote("words that are not in it"), "aims: Not in the text: 'words that are not in it'"),
        (quote("Stalin"), r"aims: \d+ times in the text: 'Stalin'"),
        (points(14), "Aims: Level 4 takes 10 to 12 points; 14 lies outside it."),
        (drop_criterion, "the marks are not those of the rubric's criteria"),
    ],
)
def test_exemplar_that_does_not_fit_is_refused_and_nothing_is_stored(exemplar_data, act, words):
    load_rubrics()
    change(exemplar_data / "exemplars.json", act)
    with pytest.raises(BadExemplar, match=words):
        load_exemplars(exemplar_data)
    assert not Exemplar.objects.exists() and not Script.objects.exists()


def test_command_says_what_is_wrong_and_loads_nothing_of_it(exemplar_data, monkeypatch):
    change(exemplar_data / "exemplars.json", quote("words that are not in it"))
    monkeypatch.setattr(
        "grading.management.commands.load_builtins.load_exemplars",
        lambda: load_exemplars(exemplar_data),
    )
    with pytest.raises(CommandError, match="Nothing was loaded. a-narrative-that-breaks-off, aims"):
        call_command("load_builtins")
    assert not Rubric.objects.exists()


def test_exemplars_without_their_rubric_are_refused():
    with pytest.raises(BadExemplar, match="'essay-on-foreign-policy' of the exemplars is not"):
        load_exemplars()
