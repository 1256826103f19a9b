"""The content that ships with the product is whole: shapes, bands, quotes, lengths, originality."""

import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from essays.markup import clean, plain

ROOT = Path(__file__).resolve().parents[2]
RUBRIC = ROOT / "rubrics/data/essay_on_foreign_policy.json"
EXEMPLARS = ROOT / "essays/data/exemplars"
DEMO = ROOT / "grading/data/demo"
WORKS = sorted((DEMO / "essays").glob("*/*.json"))
KEYS = ["aims", "sub_aims", "successes", "failures", "conclusion"]
KINDS = {"strength", "weakness", "error", "question"}
VOCABULARY = {
    *("h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "strong", "em", "br"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def text_of(path):
    return plain(clean(path.read_text(encoding="utf-8")))


def bands():
    return {
        criterion["key"]: {
            level["number"]: (level["points_min"], level["points_max"])
            for level in criterion["levels"]
        }
        for criterion in read(RUBRIC)["criteria"]
    }


def exemplars():
    return read(EXEMPLARS / "exemplars.json")["exemplars"]


def judged_path(path, work):
    return path.parent / work["submissions"][-1]["html"]


def essay_files():
    return sorted((DEMO / "essays").glob("*/*.html"))


def runs(text, length=6):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def check_mark(key, mark, text):
    verdict, level, points = mark["verdict"], mark["level"], mark["points"]
    if verdict == "level":
        low, high = bands()[key][level]
        assert low <= points <= high
    elif verdict == "nothing":
        assert (level, points) == (None, 0)
    else:
        assert verdict == "not_assessed"
        assert (level, points) == (None, None)
        assert mark["reason"]
    for annotation in mark["annotations"]:
        assert set(annotation) == {"quote", "kind", "note"}
        assert annotation["kind"] in KINDS
        assert annotation["note"]
        assert text.count(annotation["quote"]) == 1, annotation["quote"]


def test_rubric_has_five_criteria_of_five_touching_bands():
    rubric = read(RUBRIC)
    assert [criterion["key"] for criterion in rubric["criteria"]] == KEYS
    for criterion in rubric["criteria"]:
        levels = criterion["levels"]
        assert [level["number"] for level in levels] == [1, 2, 3, 4, 5]
        assert levels[0]["points_min"] == 1
        for lower, upper in itertools.pairwise(levels):
            assert upper["points_min"] == lower["points_max"] + 1
        assert all(level["descriptor"].endswith(".") for level in levels)
        assert criterion["cues"] and criterion["warnings"] and criterion["ask"]


def test_rubric_adds_up_to_a_hundred_points():
    maxima = {key: levels[5][1] for key, levels in bands().items()}
    assert maxima == dict(zip(KEYS, [15, 15, 25, 25, 20], strict=True))
    assert {c["key"]: c["parent"] for c in read(RUBRIC)["criteria"] if c["parent"]} == {
        "sub_aims": "aims"
    }


def test_rubric_misconceptions_ask_something_of_each_claim():
    misconceptions = read(RUBRIC)["misconceptions"]
    assert len(misconceptions) == 16
    assert all(set(item) == {"claim", "question"} and all(item.values()) for item in misconceptions)


@pytest.mark.parametrize("exemplar", exemplars(), ids=lambda exemplar: exemplar["slug"])
def test_exemplar_marks_lie_in_their_bands_and_quotes_are_found_once(exemplar):
    text = text_of(EXEMPLARS / exemplar["html"])
    assert list(exemplar["marks"]) == KEYS
    for key, mark in exemplar["marks"].items():
        check_mark(key, mark, text)
        assert mark["rationale"] and mark["feedback"]


def test_exemplar_b_conclusion_is_not_assessed_and_its_views_are_labelled():
    first, second = exemplars()
    assert second["marks"]["conclusion"]["verdict"] == "not_assessed"
    assert second["truncated"] and second["views_note"]
    assert not first["truncated"] and not first["views_note"]
    assert sum(mark["points"] for mark in first["marks"].values()) == 55


def test_people_have_user_names_of_their_own():
    people = read(DEMO / "people.json")
    everybody = people["staff"] + people["students"]
    assert len(people["students"]) == 24
    for field in ("username", "name"):
        assert max(Counter(person[field] for person in everybody).values()) == 1
    assert sum(1 for student in people["students"] if not student["email"]) > 12
    staff = {person["username"] for person in people["staff"]}
    assert {member["username"] for member in people["classroom"]["staff"]} == staff


def test_every_work_belongs_to_a_student_and_an_assignment():
    students = {student["username"] for student in read(DEMO / "people.json")["students"]}
    slugs = {item["slug"] for item in read(DEMO / "assignments.json")["assignments"]}
    for path in WORKS:
        assert path.parent.name in slugs
        assert path.stem == read(path)["student"]
        assert path.stem in students


def test_every_essay_file_is_used_once():
    named = []
    for path in WORKS:
        work = read(path)
        names = [submission["html"] for submission in work["submissions"]]
        named += [path.parent / name for name in [*names, work["draft"]] if name]
    assert sorted(named) == essay_files()


@pytest.mark.parametrize("path", WORKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_work_is_in_the_state_it_claims(path):
    work = read(path)
    assessment = work["assessment"]
    complete = bool(assessment) and list(assessment["marks"]) == KEYS
    assert (work["released_hours_from_due"] is not None) == (work["state"] == "released")
    assert complete == (work["state"] in {"released", "marked-held"})
    assert bool(assessment) == (work["state"] in {"released", "marked-held", "in-progress"})
    assert bool(work["draft"]) == (work["state"] == "draft")
    for submission in work["submissions"]:
        assert submission["late"] == (submission["hours_from_due"] > 0)
        assert submission["how"] in {"typed", "upload"}
    hours = [submission["hours_from_due"] for submission in work["submissions"]]
    assert hours == sorted(hours)
    if complete:
        assert hours[-1] < assessment["completed_hours_from_due"]
        assert assessment["overall_comment"]


@pytest.mark.parametrize("path", WORKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_marks_lie_in_their_bands_and_quotes_are_found_once(path):
    work = read(path)
    if not work["assessment"]:
        return
    text = text_of(judged_path(path, work))
    marks = work["assessment"]["marks"]
    for key, mark in marks.items():
        check_mark(key, mark, text)
        assert mark["comment"]
    if work["state"] != "in-progress":
        assert 6 <= sum(len(mark["annotations"]) for mark in marks.values()) <= 12


def test_marks_reach_from_the_lowest_to_the_highest_level():
    verdicts = Counter()
    for path in WORKS:
        for mark in (read(path)["assessment"] or {"marks": {}})["marks"].values():
            verdicts[mark["level"] or mark["verdict"]] += 1
    assert {1, 2, 3, 4, 5, "nothing", "not_assessed"} <= set(verdicts)


def test_first_assignment_has_ten_essays_of_full_length():
    lengths = [
        len(text_of(judged_path(path, read(path))).split())
        for path in WORKS
        if path.parent.name == "foreign-policy" and read(path)["submissions"]
    ]
    assert sum(300 <= length <= 900 for length in lengths) >= 10
    assert max(lengths) <= 900


@pytest.mark.parametrize("path", essay_files(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_essay_uses_only_the_fixed_vocabulary(path):
    tags = re.findall(r"</?(\w+)([^>]*)>", path.read_text(encoding="utf-8"))
    assert {name for name, _ in tags} <= VOCABULARY
    assert {attributes for _, attributes in tags} <= {"", ' scope="col"'}


def test_no_two_writers_share_six_words_in_a_row():
    texts = {path: runs(text_of(path)) for path in essay_files()}
    for item in exemplars():
        texts[EXEMPLARS / item["html"]] = runs(text_of(EXEMPLARS / item["html"]))
    for one, other in itertools.combinations(texts, 2):
        same_writer = one.name.split(".")[:2] == other.name.split(".")[:2]
        assert same_writer or not texts[one] & texts[other], (one.name, other.name)


def test_nothing_is_borrowed_from_essays_kept_beside_the_repository():
    sources = sorted(ROOT.parent.glob("*/sources/*.txt"))
    if not sources:
        pytest.skip("no source essays beside the repository")
    borrowed_from = set().union(*(runs(path.read_text(encoding="utf-8")) for path in sources))
    for path in [*essay_files(), *EXEMPLARS.glob("*.html")]:
        assert not runs(text_of(path)) & borrowed_from, path.name
