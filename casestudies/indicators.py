"""The indicators of a case: before and after as numbers, as bars and as a change."""

from dataclasses import dataclass

from casestudies.models import CaseStudy
from hub.charts import Span, change, spans


@dataclass(frozen=True, slots=True)
class Measured:
    """`axis`: where nothing stands, in parts of the picture; 0 unless a number is below it.
    `verdict`: "better" or "worse" when the editor has said which way is better."""

    name: str
    unit: str
    baseline: float | None
    value: float | None
    date: str
    source: str
    before: Span | None
    after: Span | None
    axis: int
    change: float | None
    verdict: str

    @property
    def key(self) -> tuple[str, str]:
        """The same for the same thing, counted in the same unit, however it is written."""
        return " ".join(self.name.casefold().split()), " ".join(self.unit.casefold().split())


def measured(page: CaseStudy) -> list[Measured]:
    return [_measured(block.value) for block in page.indicators]


def _measured(value: dict) -> Measured:
    baseline, reached = value.get("baseline"), value.get("value")
    (before, after), axis = spans(baseline, reached)
    return Measured(
        name=value["name"],
        unit=value.get("unit") or "",
        baseline=baseline,
        value=reached,
        date=value.get("date") or "",
        source=value.get("source") or "",
        before=before,
        after=after,
        axis=axis,
        change=change(baseline, reached),
        verdict=_verdict(baseline, reached, value.get("better") or ""),
    )


def _verdict(baseline: float | None, reached: float | None, better: str) -> str:
    if not better or baseline is None or reached is None or baseline == reached:
        return ""
    return "better" if (reached < baseline) == (better == "lower") else "worse"


def table(page: CaseStudy) -> list[list[str]]:
    """For other programs: numbers with a point, whatever the language."""
    heads = ["indicator", "unit", "before", "after", "change_percent", "measured", "source"]
    rows = [
        [
            one.name,
            one.unit,
            *(_plain(number) for number in (one.baseline, one.value, one.change)),
            one.date,
            one.source,
        ]
        for one in measured(page)
    ]
    return [heads, *rows]


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:.15g}"


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
