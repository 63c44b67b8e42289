from hub.models.geography import Country, Membership, Region
from hub.models.media import HubImage, HubRendition
from hub.models.organisation import Organisation
from hub.models.pages import HomePage, LibraryPage, StandardPage
from hub.models.publication import CodeSequence, Publication
from hub.models.taxonomy import ReformTheme
from hub.models.term import Term

__all__ = [
    "CodeSequence",
    "Country",
    "HomePage",
    "HubImage",
    "HubRendition",
    "LibraryPage",
    "Membership",
    "Organisation",
    "Publication",
    "ReformTheme",
    "Region",
    "StandardPage",
    "Term",
]
