"""What can stand in the way of saving a proposal."""

from typing import Any

from hub.models import Proposal


class ProposalError(Exception):
    """Something that the person is told."""


class Closed(ProposalError):
    """The secretariat has it, or it is published."""


class TooMany(ProposalError):
    """More in a day than a person can mean."""


class Overtaken(ProposalError):
    """Somebody saved another version meanwhile."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(proposal.version)
        self.proposal = proposal


class Lacking(ProposalError):
    """Field to message: what must be there before it is sent."""

    def __init__(self, missing: dict[str, Any]) -> None:
        super().__init__(missing)
        self.missing = missing
