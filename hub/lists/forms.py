"""The title and the note of a list."""

from django import forms

from hub.models import Collection


class CollectionForm(forms.ModelForm):
    class Meta:
        model = Collection
        fields = ["title", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
