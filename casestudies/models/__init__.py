from casestudies.models.adoption import Adoption
from casestudies.models.case_partner import CasePartner
from casestudies.models.case_study import CaseStudy
from casestudies.models.memorandum import Memorandum
from casestudies.models.memorandum_rows import MemorandumCase, MemorandumEvent, MemorandumParty
from casestudies.models.trend_review import ReviewAuthor, ReviewPartner, TrendReview

__all__ = [
    "Adoption",
    "CasePartner",
    "CaseStudy",
    "Memorandum",
    "MemorandumCase",
    "MemorandumEvent",
    "MemorandumParty",
    "ReviewAuthor",
    "ReviewPartner",
    "TrendReview",
]
