"""The checked rows of an upload become a draft, within the database."""

from accounts.exempt import part_of_an_act
from elections.models import Election
from voting.enums import RollState
from voting.models import Roll, RollEntry, RollUpload
from voting.queries.roll import draft_roll
from voting.services.numbering import keep_numbers


@part_of_an_act
def take_rows(election: Election, upload: RollUpload) -> Roll:
    """The draft with the upload's rows, in place of what stood on it; inside a transaction that holds the election."""
    staged, draft = upload.staged, draft_roll(election)
    assert staged is not None  # only what is ready is taken over, and its rows were kept with that state
    upload.staged = None
    upload.save(update_fields=["staged"])
    if draft is None:
        last = election.rolls.order_by("-version").values_list("version", flat=True).first()
        staged.state, staged.version = RollState.DRAFT, (last or 0) + 1
        staged.save(update_fields=["state", "version"])
        keep_numbers(staged)
        return staged
    RollEntry.objects.filter(roll=draft).delete()
    RollEntry.objects.filter(roll=staged).update(roll=draft)
    staged.delete()
    keep_numbers(draft)
    return draft


@part_of_an_act
def drop_rows(rolls: list[int]) -> None:
    """Put staged rolls away with their rows."""
    RollEntry.objects.filter(roll__in=rolls).delete()
    Roll.everything.filter(pk__in=rolls, state=RollState.STAGED).delete()
