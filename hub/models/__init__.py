from hub.models.account import Preferences
from hub.models.change import Change
from hub.models.collection import Collection, CollectionItem
from hub.models.geography import Country, Membership, Region
from hub.models.housekeeping import Chore
from hub.models.lease import WorkerLease
from hub.models.mail import OutgoingMail, Unsubscribed
from hub.models.media import HubImage, HubRendition
from hub.models.membership import FocalPoint
from hub.models.organisation import Organisation
from hub.models.pages import HomePage, LibraryPage, StandardPage
from hub.models.proposal import Proposal, ProposalMessage, ProposalState
from hub.models.publication import CodeSequence, Publication
from hub.models.taxonomy import ReformTheme
from hub.models.term import Term
from hub.models.translation import State, TranslationState, TranslationUpdate

__all__ = [
    "Change",
    "Chore",
    "CodeSequence",
    "Collection",
    "CollectionItem",
    "Country",
    "FocalPoint",
    "HomePage",
    "HubImage",
    "HubRendition",
    "LibraryPage",
    "Membership",
    "Organisation",
    "OutgoingMail",
    "Preferences",
    "Proposal",
    "ProposalMessage",
    "ProposalState",
    "Publication",
    "ReformTheme",
    "Region",
    "StandardPage",
    "State",
    "Term",
    "TranslationState",
    "TranslationUpdate",
    "Unsubscribed",
    "WorkerLease",
]
