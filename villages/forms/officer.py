from django import forms


class ConfirmForm(forms.Form):
    """That an officer is the person who was found; nothing is typed."""

    confirmed = forms.BooleanField(widget=forms.HiddenInput, initial=True)
