"""The admin page on which a term is merged into another."""

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.merging import merge as merge_terms
from hub.models import Term


class MergeForm(forms.Form):
    """Which term stays."""

    keep = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Merge into"))

    def __init__(self, *args: object, drop: Term, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"].queryset = type(drop)._default_manager.exclude(pk=drop.pk)


def merge(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    term_model = apps.get_model("hub", model) if model in _models() else None
    if term_model is None:
        raise Http404
    if not request.user.has_perm(f"hub.delete_{model}"):
        raise PermissionDenied
    drop = get_object_or_404(term_model, pk=pk)
    form = MergeForm(request.POST or None, drop=drop)
    if request.method == "POST" and form.is_valid():
        keep = form.cleaned_data["keep"]
        try:
            moved = merge_terms(keep=keep, drop=drop)
        except ValidationError as error:
            form.add_error("keep", error)
        else:
            text = _("“%(drop)s” is now part of “%(keep)s”; links moved: %(moved)s.")
            messages.success(request, text % {"drop": drop, "keep": keep, "moved": moved})
            return redirect(reverse(term_model.snippet_viewset.get_url_name("list")))
    return render(request, "hub/admin/merge.html", {"form": form, "term": drop})


def _models() -> set[str]:
    models = apps.get_app_config("hub").get_models()
    return {model._meta.model_name for model in models if issubclass(model, Term)}
