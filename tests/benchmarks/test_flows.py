"""Every flow of the benchmark still finds its way through the product, in a tiny school."""

import importlib
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client as Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from benchmarks import prose, report
from benchmarks.client import Client, WrongAnswer
from benchmarks.counting import HEADER
from benchmarks.figures import Block, Series
from benchmarks.flows import Scenario, scenarios
from benchmarks.measure import Driver, Result
from benchmarks.school import School
from benchmarks.seed import fill
from essays import markup
from essays.models import Script, Submission
from grading.models import Annotation, Mark, Release

STUDENTS = 9
NAMES = (
    "student opens assignment",
    "teacher opens class list",
    "teacher opens script",
    "teacher saves one mark",
    "student reads feedback",
    "student hands in",
)


@pytest.fixture
def with_floor(settings: Settings) -> None:
    """The addresses and templates of the floor."""
    first = settings.TEMPLATES[0]
    folder = settings.BASE_DIR / "benchmarks" / "templates"
    settings.TEMPLATES = [{**first, "DIRS": [*first["DIRS"], folder]}]
    settings.ROOT_URLCONF = "benchmarks.urls"


@pytest.fixture
def school(transactional_db: None) -> School:
    """A class of nine: three marked, one of them released, two waiting, four writing on."""
    return fill(STUDENTS)


@pytest.fixture
def client(with_floor: None, live_server: LiveServer) -> Iterator[Client]:
    """A client of the live server."""
    client = Client(live_server.thread.port)
    yield client
    client.close()


def test_seed_makes_what_each_flow_needs(school: School) -> None:
    assert len(school.students) == STUDENTS
    assert (len(school.readers), len(school.waiting), len(school.drafting)) == (1, 2, 4)
    assert len(school.scripts) == STUDENTS - 1
    assert Submission.objects.count() == STUDENTS
    assert Mark.objects.filter(assessment__script__submission__isnull=False).count() == 3 * 5
    assert Annotation.objects.filter(assessment__marker__isnull=False).count() == 3 * 5 * 2
    assert Release.objects.count() == 1
    essays = Script.objects.filter(submission__isnull=False)
    assert {800 < essay.words < 1200 for essay in essays} == {True}
    assert len({essay.sha256 for essay in essays}) == STUDENTS


def test_seed_survives_its_way_to_the_client(school: School, tmp_path_factory) -> None:
    file = tmp_path_factory.mktemp("school") / "school.json"
    school.write(file)
    read = School.read(file)
    assert read.criteria == school.criteria
    assert [tuple(pair) for pair in read.readers] == school.readers


def test_essays_are_the_same_each_time_and_differ_from_each_other() -> None:
    assert prose.essay(10) == prose.essay(10) != prose.essay(11)
    counts = [markup.word_count(markup.plain(markup.clean(prose.essay(n)))) for n in range(50)]
    assert 850 < sum(counts) / len(counts) < 950


@pytest.mark.parametrize("name", NAMES)
def test_flow_and_its_floor_are_answered_turn_after_turn(
    name: str, school: School, client: Client
) -> None:
    scenario = scenario_named(name, school)
    driver = Driver([Result(scenario)])
    for _ in range(3):
        own, floor = driver.run(client, scenario.flow), driver.run(client, scenario.floor)
    assert own.requests == floor.requests == {"form": 3}.get(scenario.floor_name, 1)
    assert own.size > 4_000
    assert own.seconds > 0
    if scenario.floor_name == "page":
        assert 38_000 < floor.size < 42_000


@pytest.mark.parametrize("kind", ["page", "table"])
def test_floor_asks_once_beside_session_and_user(
    kind: str, school: School, with_floor: None, settings: Settings
) -> None:
    settings.MIDDLEWARE = ["benchmarks.counting.CountQueriesMiddleware", *settings.MIDDLEWARE]
    browser = Browser()
    browser.cookies["sessionid"] = school.teacher
    answer = browser.get(f"/floor/{school.assignment}/{kind}/")
    assert (answer.status_code, answer[HEADER]) == (200, "3")


def test_settings_are_the_products_with_the_floor_beside_it() -> None:
    module = importlib.import_module("benchmarks.settings")
    assert module.ROOT_URLCONF == "benchmarks.urls"
    assert module.INSTALLED_APPS == settings.INSTALLED_APPS
    assert not any(name.startswith("benchmarks") for name in module.MIDDLEWARE)


def test_no_scenario_is_left_out(school: School) -> None:
    assert tuple(scenario.name for scenario in scenarios(school)) == NAMES


def test_saving_marks_and_handing_in_change_the_school(school: School, client: Client) -> None:
    driver = Driver([])
    saves, hands_in = (scenario_named(name, school) for name in (NAMES[3], NAMES[5]))
    before, all_of_them = Mark.objects.count(), len(school.waiting) * len(school.criteria)
    for _ in range(2):
        driver.run(client, hands_in.flow)
    for _ in range(all_of_them + 1):
        driver.run(client, saves.flow)
    assert Mark.objects.count() == before + all_of_them
    assert Mark.objects.filter(version=2).count() == 1  # the first one, come round to again
    assert Submission.objects.filter(number=2).count() == 2


def test_unexpected_answer_stops_the_run(school: School, client: Client) -> None:
    with pytest.raises(WrongAnswer, match="GET /receipts/nothing/feedback/: 404 instead of 200"):
        client.get("/receipts/nothing/feedback/", school.students[0])


def test_report_names_each_flow_with_its_aim_and_verdict(school: School) -> None:
    results = [Result(scenario) for scenario in scenarios(school)]
    for result in results:
        result.product, result.floor = (
            Series([Block([0.02], web=cpu, database=0.0)]) for cpu in (0.004, 0.002)
        )
    lines = report.as_table(results).splitlines()
    met = next(line for line in lines if line.startswith(NAMES[0]))
    missed = next(line for line in lines if line.startswith(NAMES[1]))
    assert met.split()[-4:] == ["2.00", "≤", "3", "met"]
    assert missed.split()[-5:] == ["2.00", "≤", "1.5", "not", "met"]
    assert [row["ratio"] for row in report.as_values(results)] == [2.0] * len(NAMES)


def scenario_named(name: str, school: School) -> Scenario:
    return next(scenario for scenario in scenarios(school) if scenario.name == name)
