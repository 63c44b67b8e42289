"""What can stand in the way of saving a proposal."""

from typing import Any

from hub.models import Proposal


class ProposalError(Exception):
    """Something that the person is told."""


class Foreign(ProposalError):
    """Of another country or kind: whoever asks is not told that there is one."""


class TooMany(ProposalError):
    """More in a day than a person can mean."""


class Stands(ProposalError):
    """What is stored stays as it is."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(proposal.version)
        self.proposal = proposal


class Closed(Stands):
    """The secretariat has it, or it is published."""


class Overtaken(Stands):
    """Somebody saved another version meanwhile."""


class Lacking(ProposalError):
    """Field to message: what must be there before it is sent."""

    def __init__(self, missing: dict[str, Any]) -> None:
        super().__init__(missing)
        self.missing = missing
