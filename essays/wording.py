"""Times and spans of time in words."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essays.deadlines import Standing
from essays.models import Assignment, Submission

MINUTE, HOUR, DAY = 60, 3600, 86_400


def span(length: timedelta) -> str:
    """A length of time as people say it: 3 days, 2 h 12 min, 12 min, less than a minute."""
    seconds = int(abs(length).total_seconds())
    if seconds >= 2 * DAY:
        days = seconds // DAY
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
    hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
    if hours:
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
    if minutes:
        return _("%(minutes)s min") % {"minutes": minutes}
    return _("less than a minute")


def moment(at: datetime) -> str:
    """A moment in school time, with the weekday: Thu 26 Nov, 23:59."""
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")


def state(assignment: Assignment, standing: Standing, at: datetime) -> str:
    """How an assignment stands at a moment, in words."""
    if standing.is_upcoming:
        return _("opens %(when)s") % {"when": moment(assignment.opens_at)}
    length = span(assignment.due_at - at)
    if standing.is_late:
        return _("due %(length)s ago; still accepted, marked as late") % {"length": length}
    if standing.is_closed:
        return _("closed since %(when)s") % {"when": moment(assignment.due_at)}
    return _("open, due in %(length)s") % {"length": length}


def remaining(assignment: Assignment, standing: Standing, at: datetime) -> str:
    """What follows the due time on a page: how long there is, or what its passing means."""
    length = span(assignment.due_at - at)
    if standing.is_late:
        return _("%(length)s ago; still accepted, marked as late") % {"length": length}
    if standing.is_closed:
        return _("%(length)s ago; nothing more can be handed in") % {"length": length}
    return _("in %(length)s") % {"length": length}


def punctuality(submission: Submission) -> str:
    """On time or late, and by how much.

    The decision is the one that was stored. The distance is left out where the due time has been
    moved to the other side of it since.
    """
    length = submission.essay.assignment.due_at - submission.submitted_at
    if submission.late:
        if length < timedelta(0):
            return _("Handed in late, %(length)s after the deadline.") % {"length": span(length)}
        return _("Handed in late.")
    if length >= timedelta(0):
        return _("Handed in on time, %(length)s before the deadline.") % {"length": span(length)}
    return _("Handed in on time.")
