"""Papers of an event as PDF. Each is drawn page by page into a file."""

from events.documents.attendance import write_attendance
from events.documents.badges import write_badges
from events.documents.letters import write_certificates as certificates
from events.documents.letters import write_invitation as invitation

PAPERS = {"badges": write_badges, "attendance": write_attendance, "certificates": certificates}

__all__ = ["PAPERS", "certificates", "invitation"]
