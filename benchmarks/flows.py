"""What is measured: one step of the main job each, and the floor that it is compared with."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from benchmarks.client import Client
from benchmarks.school import School

T = TypeVar("T")
Flow = Callable[[Client, int], None]  # the number of the turn chooses whom and what


@dataclass(frozen=True)
class Scenario:
    """A flow, its floor, and how many times the floor's processor time it may take."""

    name: str
    flow: Flow
    floor_name: str
    floor: Flow
    aim: float | None = None


class Product:
    """The steps of the main job."""

    def __init__(self, school: School) -> None:
        self.school = school
        self._versions: dict[tuple[str, str], int] = {}  # of the marks that were written

    def open_assignment(self, client: Client, turn: int) -> None:
        """A student opens the assignment."""
        school = self.school
        client.get(f"/assignments/{school.assignment}/", pick(school.students, turn))

    def open_class_list(self, client: Client, turn: int) -> None:
        """The teacher opens the class list."""
        client.get(f"/assignments/{self.school.assignment}/class/", self.school.teacher)

    def open_script(self, client: Client, turn: int) -> None:
        """The teacher opens a script to mark it: some have marks and evidence, most have none."""
        client.get(f"/scripts/{pick(self.school.scripts, turn)}/", self.school.teacher)

    def save_mark(self, client: Client, turn: int) -> None:
        """The teacher gives one level with points and a comment, as the page's script sends it.

        One script after the other, all criteria of each.
        """
        keys = list(self.school.criteria)
        script, key = pick(self.school.waiting, turn // len(keys)), pick(keys, turn)
        level, points = pick(list(self.school.criteria[key].items()), turn // 2)
        based_on = self._versions.get((script, key), 0)
        fields = {
            "level": level,
            "points": points,
            "points_for": level,
            "comment": "A clear start. Which of these aims was reached, and at what price?",
            "reason": "",
            "based_on": str(based_on),
            "key": str(uuid.uuid4()),
        }
        path = f"/scripts/{script}/criteria/{key}/"
        client.post(path, self.school.teacher, fields, expect=200, Touchstone_Parts="1")
        self._versions[script, key] = based_on + 1

    def read_feedback(self, client: Client, turn: int) -> None:
        """A student reads a released result."""
        student, receipt = pick(self.school.readers, turn)
        client.get(f"/receipts/{receipt}/feedback/", student)

    def hand_in(self, client: Client, turn: int) -> None:
        """A student looks at what will be stored, hands it in, and gets the receipt."""
        student = pick(self.school.drafting, turn)
        path = f"/assignments/{self.school.assignment}/hand-in/"
        fields = client.get(path, student).hidden()
        sent = client.post(path, student, fields, expect=302)
        client.get(sent.location, student)


class Floor:
    """The same kinds of steps with the least work that Django can do them with."""

    def __init__(self, school: School) -> None:
        self.school = school
        self._base = f"/floor/{school.assignment}"

    def page(self, client: Client, turn: int) -> None:
        """A page of 40 kB."""
        client.get(f"{self._base}/page/", pick(self.school.students, turn))

    def table(self, client: Client, turn: int) -> None:
        """A table of all submissions."""
        client.get(f"{self._base}/table/", self.school.teacher)

    def form(self, client: Client, turn: int) -> None:
        """A form, its post with one row written, and a page."""
        student = pick(self.school.students, turn)
        client.get(f"{self._base}/form/", student)
        sent = client.post(f"{self._base}/form/", student, {"note": f"Note {turn}"}, expect=302)
        client.get(sent.location, student)


def scenarios(school: School) -> list[Scenario]:
    """All that is measured. Handing in comes last: it adds submissions to the class."""
    product, floor = Product(school), Floor(school)
    return [
        Scenario("student opens assignment", product.open_assignment, "page", floor.page, 3),
        Scenario("teacher opens class list", product.open_class_list, "table", floor.table, 1.5),
        Scenario("teacher opens script", product.open_script, "page", floor.page, 3),
        Scenario("teacher saves one mark", product.save_mark, "page", floor.page, 1.5),
        Scenario("student reads feedback", product.read_feedback, "page", floor.page),
        Scenario("student hands in", product.hand_in, "form", floor.form, 2),
    ]


def pick(choices: Sequence[T], turn: int) -> T:
    """The choice of this turn, round and round."""
    return choices[turn % len(choices)]
