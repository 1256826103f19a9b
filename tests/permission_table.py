"""The table of the permission matrix: reviewed by eye, checked by test_permissions.

Columns: nobody signed in · Lee (signed in, in no classroom) · Eve (teacher elsewhere) · Kit
(classmate) · Sam (author) · Max (marker) · Ada (teacher).
"""

from typing import NamedTuple

ACTORS = ("anonymous", "loner", "eve", "kit", "sam", "max", "ada")
Cells = tuple[int, ...]


class Row(NamedTuple):
    """One address: its arguments, what each person gets, and the data of a POST."""

    args: tuple[str, ...]
    get: Cells
    post: Cells
    data: dict[str, str] = {}


# Django's administration is for experts, closed to all of the cast; it has its own tests.
NOT_OURS = ("admin",)

EVERYBODY: Cells = (200, 200, 200, 200, 200, 200, 200)
EVERYBODY_BLANK: Cells = (422, 422, 422, 422, 422, 422, 422)
SIGNED_IN_BLANK: Cells = (302, 422, 422, 422, 422, 422, 422)
NOBODY_BY_POST: Cells = (405, 405, 405, 405, 405, 405, 405)  # a page to read: no method but GET
SIGNED_IN: Cells = (302, 200, 200, 200, 200, 200, 200)
ONLY_BY_POST: Cells = (302, 405, 405, 405, 405, 405, 405)  # an act: no method but POST
TEACHER: Cells = (302, 404, 404, 404, 404, 404, 200)
TEACHER_THEN_ON: Cells = (302, 404, 404, 404, 404, 404, 302)
TEACHER_BLANK: Cells = (
    302,
    404,
    404,
    404,
    404,
    404,
    422,
)  # an empty form is refused with what is missing
MARKERS: Cells = (302, 404, 404, 404, 404, 200, 200)
MARKERS_THEN_ON: Cells = (302, 404, 404, 404, 404, 302, 302)
MARKERS_BLANK: Cells = (302, 404, 404, 404, 404, 422, 422)
STUDENTS: Cells = (302, 404, 404, 200, 200, 404, 404)
STUDENTS_BLANK: Cells = (302, 404, 404, 422, 422, 404, 404)
STUDENTS_UNREADABLE: Cells = (302, 404, 404, 400, 400, 404, 404)
MEMBERS: Cells = (302, 404, 404, 200, 200, 200, 200)
AUTHOR: Cells = (302, 404, 404, 404, 200, 404, 404)
NOTHING_YET: Cells = (
    302,
    404,
    404,
    404,
    404,
    404,
    404,
)  # not released, or nothing there: alike for all
TEACHERS_OF_THE_SCHOOL: Cells = (302, 404, 200, 404, 404, 404, 200)

MATRIX: dict[str, Row] = {
    "account_change_password": Row((), SIGNED_IN, SIGNED_IN_BLANK),
    "account_inactive": Row((), EVERYBODY, NOBODY_BY_POST),
    "account_login": Row(
        (), (200, 302, 302, 302, 302, 302, 302), (422, 302, 302, 302, 302, 302, 302)
    ),
    "account_logout": Row((), SIGNED_IN, (302, 302, 302, 302, 302, 302, 302)),
    "account_reset_password": Row((), EVERYBODY, EVERYBODY_BLANK),
    "account_reset_password_done": Row((), EVERYBODY, NOBODY_BY_POST),
    "account_reset_password_from_key": Row(("uid", "key"), EVERYBODY, EVERYBODY),
    "account_reset_password_from_key_done": Row((), EVERYBODY, NOBODY_BY_POST),
    "account_signup": Row((), EVERYBODY, EVERYBODY),
    "accounts:accessibility": Row((), EVERYBODY, NOBODY_BY_POST),
    "accounts:help": Row((), EVERYBODY, NOBODY_BY_POST),
    "accounts:privacy": Row((), EVERYBODY, NOBODY_BY_POST),
    "accounts:profile": Row((), SIGNED_IN, SIGNED_IN),
    "classrooms:cards": Row(("classroom",), TEACHER, TEACHER),
    "classrooms:classroom-archive": Row(("classroom",), TEACHER, TEACHER_THEN_ON),
    "classrooms:classroom-archived": Row((), SIGNED_IN, ONLY_BY_POST),
    "classrooms:classroom-create": Row((), TEACHERS_OF_THE_SCHOOL, TEACHERS_OF_THE_SCHOOL),
    "classrooms:classroom-edit": Row(("classroom",), TEACHER, TEACHER),
    "classrooms:classroom-restore": Row(("classroom",), ONLY_BY_POST, TEACHER_THEN_ON),
    "classrooms:code-renew": Row(("classroom",), ONLY_BY_POST, TEACHER_THEN_ON),
    "classrooms:import-confirm": Row(("classroom",), ONLY_BY_POST, TEACHER_THEN_ON),
    "classrooms:people": Row(("classroom",), TEACHER, ONLY_BY_POST),
    "classrooms:people-import": Row(("classroom",), TEACHER, TEACHER),
    "classrooms:person-add": Row(("classroom",), TEACHER, TEACHER),
    "classrooms:person-enrol": Row(("classroom",), ONLY_BY_POST, TEACHER_THEN_ON),
    "classrooms:person-remove": Row(("classroom", "enrolment"), TEACHER, TEACHER_THEN_ON),
    "classrooms:person-role": Row(("classroom", "enrolment"), TEACHER, TEACHER),
    "essays:assignment-create": Row(("classroom",), TEACHER, TEACHER),
    "essays:assignment-detail": Row(("assignment",), MEMBERS, ONLY_BY_POST),
    "essays:assignment-edit": Row(("assignment",), TEACHER, TEACHER),
    "essays:draft-save": Row(("assignment",), ONLY_BY_POST, STUDENTS_UNREADABLE),
    "essays:hand-in": Row(("assignment",), STUDENTS, STUDENTS_BLANK),
    "essays:original": Row(("receipt",), NOTHING_YET, ONLY_BY_POST),
    "essays:receipt": Row(("receipt",), AUTHOR, ONLY_BY_POST),
    "essays:submission-text": Row(("receipt",), AUTHOR, ONLY_BY_POST),
    "essays:upload": Row(("assignment",), STUDENTS, STUDENTS_BLANK),
    "essays:write": Row(("assignment",), STUDENTS, STUDENTS_BLANK),
    "grading:annotation-add": Row(("script",), ONLY_BY_POST, MARKERS_BLANK),
    "grading:annotation-edit": Row(("script", "annotation"), TEACHER, TEACHER_BLANK),
    "grading:annotation-remove": Row(("script", "annotation"), ONLY_BY_POST, TEACHER_BLANK),
    "grading:annotation-restore": Row(("script", "annotation"), ONLY_BY_POST, TEACHER_BLANK),
    "grading:class-list": Row(("assignment",), MARKERS, ONLY_BY_POST),
    "grading:classroom": Row(("classroom",), MEMBERS, ONLY_BY_POST),
    "grading:exemplar-detail": Row(("exemplar",), EVERYBODY, NOBODY_BY_POST),
    "grading:exemplar-list": Row((), EVERYBODY, NOBODY_BY_POST),
    "grading:feedback": Row(("receipt",), NOTHING_YET, ONLY_BY_POST),
    "grading:mark-next": Row(("assignment",), MARKERS_THEN_ON, ONLY_BY_POST),
    "grading:mark-set": Row(("script", "criterion"), ONLY_BY_POST, MARKERS_BLANK),
    "grading:overall-set": Row(("script",), ONLY_BY_POST, MARKERS_BLANK),
    "grading:release": Row(("script",), ONLY_BY_POST, TEACHER_THEN_ON),
    "grading:release-all": Row(("assignment",), TEACHER, TEACHER_THEN_ON),
    "grading:script-mark": Row(("script",), MARKERS, ONLY_BY_POST),
    "grading:withdraw": Row(("script",), TEACHER, TEACHER),
    "home": Row((), EVERYBODY, NOBODY_BY_POST),
    "rubrics:built-in": Row((), EVERYBODY, NOBODY_BY_POST),
    "rubrics:rubric-archive": Row(("rubric",), ONLY_BY_POST, TEACHER_THEN_ON),
    "rubrics:rubric-list": Row((), TEACHERS_OF_THE_SCHOOL, ONLY_BY_POST),
    "rubrics:rubric-restore": Row(("rubric",), ONLY_BY_POST, TEACHER_THEN_ON),
    "rubrics:rubric-revise": Row(("rubric",), ONLY_BY_POST, TEACHER_THEN_ON),
    "rubrics:version-copy": Row(("version",), ONLY_BY_POST, TEACHER_THEN_ON),
    "rubrics:version-detail": Row(("version",), TEACHER, ONLY_BY_POST),
    "rubrics:version-edit": Row(("version",), TEACHER, TEACHER_BLANK),
    "rubrics:version-publish": Row(("version",), ONLY_BY_POST, TEACHER_THEN_ON),
}
