from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, QuerySet

from elections.models import Election
from villages.enums import Post, Sex
from voting.enums import ContestState, Round
from voting.rounds import COMMITTEE


class Rounds(models.Manager["Contest"]):
    """The rounds of the votes for committee, Party organisation and first meeting."""

    def get_queryset(self) -> QuerySet["Contest"]:
        return super().get_queryset().filter(about="")


class RecordedVotes(models.Manager["Contest"]):
    """The votes that were counted where they were held and came in as totals."""

    def get_queryset(self) -> QuerySet["Contest"]:
        return super().get_queryset().exclude(about="")


class Contest(models.Model):
    """One round of one vote. It has positions and choices and knows nothing of how people came to stand.

    A vote on the way to the candidates, or for a body beside the committees, is one too, told by `about`: its count came
    in as totals and stands whole in its outcome, without boxes and lines; recorded anew it has the next number.
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="contests")
    body = models.CharField(max_length=30, help_text="Body of the tally contract: village_committee …")
    round = models.CharField(max_length=10, choices=Round.choices)
    parent = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="following"
    )
    number = models.PositiveSmallIntegerField(help_text="1 for the first round, then on")
    state = models.CharField(max_length=10, choices=ContestState.choices, default=ContestState.PREPARED)
    day = models.DateField()
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    places_published_at = models.DateTimeField(
        null=True, blank=True, help_text="Hours and places are fixed from here on (A-VOTE-03)"
    )
    electors = models.PositiveIntegerField(
        help_text="Registered voters of the published roll; of a meeting those expected with the right to vote"
    )
    present = models.PositiveIntegerField(
        null=True, blank=True, help_text="Of a meeting: those present with the right to vote"
    )
    rule = models.JSONField(help_text="Counting rule of the tally contract, from the rulebook")
    unread_counted = models.BooleanField(
        default=False,
        help_text="Marks that cannot be read are among those that may be more than the seats (AMB-36)",
    )
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    about = models.CharField(
        max_length=40, blank=True, help_text="Which recorded vote: nomination, preselection …; empty: a round"
    )
    unit = models.PositiveIntegerField(
        null=True, blank=True, help_text="Number of the group or electing unit of a recorded vote"
    )
    decision = models.CharField(
        max_length=300, blank=True, help_text="How equal votes of a recorded vote were decided"
    )
    chosen = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        help_text="Choices of the outcome taken by that decision",
    )

    everywhere = models.Manager()
    objects = Rounds()
    recorded = RecordedVotes()

    class Meta:
        base_manager_name = "everywhere"
        default_manager_name = "objects"
        ordering = ["election_id", "body", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "body", "number"], condition=Q(about=""), name="contest_round_once"
            ),
            models.UniqueConstraint(
                fields=["election", "about", "unit", "number"],
                condition=~Q(about=""),
                nulls_distinct=False,
                name="contest_recorded_once",
            ),
            models.CheckConstraint(
                condition=Q(about="", unit=None, decision="", chosen=[])
                | ~Q(about="") & Q(state="confirmed"),
                name="contest_recorded_is_counted",
            ),
            models.CheckConstraint(condition=Q(round__in=Round.values), name="contest_round_known"),
            models.CheckConstraint(condition=Q(state__in=ContestState.values), name="contest_state_known"),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_at=None)),
                name="contest_confirmed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None, closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="contest_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(places_published_at=None) | Q(opens_at__isnull=False),
                name="contest_published_has_hours",
            ),
            models.CheckConstraint(
                condition=~Q(about="")
                | Q(body=COMMITTEE, present=None)
                | ~Q(body=COMMITTEE) & Q(present__isnull=False),
                name="contest_of_a_meeting_has_present",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.body} {self.number}"

    @property
    def by_roll(self) -> bool:
        """Whether the voters of the roll elect, at places and hours published before; else people in a meeting do."""
        return self.body == COMMITTEE


class Position(models.Model):
    """A post to be filled in a contest. Rank 1 is the highest."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="positions")
    post = models.CharField(max_length=15, choices=Post.choices)
    rank = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField()
    choices = models.ManyToManyField("voting.Choice", through="voting.Line", related_name="positions")

    class Meta:
        ordering = ["contest_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "post"], name="position_once"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="position_has_seats"),
        ]

    def __str__(self) -> str:
        return self.get_post_display()


class Choice(models.Model):
    """A person one can vote for in a contest; `key` is the id in the tally and names the person outside.

    A key `x:NAME` is a person whom voters wrote in in an earlier round, of whom only the name is known.
    """

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="candidates")
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=50)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)

    class Meta:
        ordering = ["contest_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["contest", "key"], name="choice_once")]

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    """A choice printed under a position, in the order of the paper."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="lines")
    choice = models.ForeignKey(Choice, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["position", "choice"], name="line_once"),
            models.UniqueConstraint(fields=["position", "order"], name="line_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.choice}"
