"""The repeated parts of a case, a review and a memorandum."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from hub.blocks import LineBlock
from hub.vocabulary import FACETS_BY_KEY


class StepBlock(blocks.StructBlock):
    step = blocks.TextBlock(label=_("Step"), rows=2)
    date = LineBlock(label=_("When"), required=False, help_text="2012, 2012-05")
    actor = LineBlock(label=_("Who"), required=False)

    class Meta:
        icon = "order"
        label = _("Step")


class IndicatorBlock(blocks.StructBlock):
    """A figure before and after. `baseline` and `value` are in `unit`."""

    name = blocks.CharBlock(label=_("Indicator"), help_text=_("Such as “Average waiting time”."))
    unit = LineBlock(label=_("Unit"), required=False, help_text=_("Such as “minutes”."))
    baseline = blocks.FloatBlock(label=_("Before"), required=False)
    value = blocks.FloatBlock(label=_("After"), required=False)
    better = blocks.ChoiceBlock(
        label=_("Better is"),
        choices=[("lower", _("Lower")), ("higher", _("Higher"))],
        required=False,
        help_text=_("Such as “Lower” for waiting time. Left empty, a change is neither."),
    )
    date = LineBlock(label=_("Measured"), required=False, help_text="2015")
    source = LineBlock(label=_("Source"), required=False)

    class Meta:
        icon = "view"
        label = _("Indicator")


class CostBlock(blocks.StructBlock):
    item = blocks.CharBlock(label=_("What for"))
    amount = blocks.DecimalBlock(label=_("Amount"), min_value=0)
    currency = blocks.RegexBlock(
        label=_("Currency"),
        regex=r"^[A-Z]{3}$",
        help_text="KZT, USD, EUR",
        error_messages={"invalid": _("Three capital letters, such as KZT.")},
    )
    year = blocks.IntegerBlock(label=_("Year"), min_value=1900, max_value=2100, required=False)

    class Meta:
        icon = "tag"
        label = _("Cost")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=pgettext_lazy("quote", "Words"))
    person = blocks.CharBlock(label=_("Who said it"))
    post = LineBlock(label=_("Post"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")


def _region_choices() -> list[tuple[str, str]]:
    from hub.models import Region  # the table exists only once the site runs

    return [(region.slug, region.name) for region in Region.objects.all()]


class TrendBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Trend"))
    text = blocks.RichTextBlock(label=_("What happens"), features=["bold", "italic", "link", "ul"])
    regions = blocks.MultipleChoiceBlock(
        label=FACETS_BY_KEY["region"].label, choices=_region_choices, required=False
    )
    cases = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="casestudies.CaseStudy"),
        label=_("Cases that show it"),
        default=[],
    )

    class Meta:
        icon = "arrow-up-big"
        label = _("Trend")


class CommitmentBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What was promised"), rows=2)
    owner = LineBlock(label=_("Who answers for it"), required=False)
    due = blocks.DateBlock(label=_("Due"), required=False)
    done = blocks.BooleanBlock(label=_("Done"), required=False)

    class Meta:
        icon = "tick"
        label = _("Commitment")
