from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from villages.enums import AuditState, Body, Discipline, Duty, Grade, GroupBasis, OrganisationKind, Post
from villages.models.resident import Resident
from villages.models.village import Village


class PartyOrganisation(models.Model):
    """A Party organisation of a village, or a numbered sub-branch of one (第一党支部; A-ORG-01 to A-ORG-04)."""

    village = models.ForeignKey(Village, on_delete=models.CASCADE, related_name="party_organisations")
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(max_length=60)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="branches"
    )
    number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Number of a sub-branch; none for the village's own"
    )
    approval = models.CharField(
        max_length=100, blank=True, help_text="Number of the county's approval, where the kind needs one"
    )
    secretary = models.ForeignKey(
        "PartyMember",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="heads",
        help_text="Secretary of a sub-branch; the village's own is a cadre",
    )
    founded_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["village_id", F("number").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["village"],
                condition=Q(parent=None, ended_on=None),
                name="party_organisation_one_of_a_village",
            ),
            models.UniqueConstraint(
                fields=["parent", "number"], condition=Q(ended_on=None), name="party_branch_number_once"
            ),
            models.CheckConstraint(
                condition=Q(parent=None, number=None) | Q(parent__isnull=False, number__gte=1, kind="branch"),
                name="party_branch_is_numbered",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="party_organisation_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartyMember(models.Model):
    """A member of the Party organisation of a village."""

    village = models.ForeignKey(Village, on_delete=models.CASCADE, related_name="party_members")
    resident = models.OneToOneField(Resident, on_delete=models.CASCADE, related_name="party_member")
    organisation = models.ForeignKey(
        PartyOrganisation, null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    joined_on = models.DateField()
    probationary = models.BooleanField(default=False)
    formal_on = models.DateField(
        null=True, blank=True, help_text="Day of becoming a formal member, where known"
    )
    away = models.BooleanField(default=False, help_text="外出流动党员")
    contact = models.CharField(max_length=50, blank=True, help_text="How to reach the member when away")
    discipline = models.CharField(max_length=20, choices=Discipline.choices, blank=True)
    discipline_until = models.DateField(null=True, blank=True, help_text="End of the influence period")
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(discipline__in=Discipline.values), name="party_member_discipline_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.resident)


class PartyGroup(models.Model):
    """A Party group (党小组) into which the members of a place are divided (A-ORG-05)."""

    village = models.ForeignKey(Village, on_delete=models.CASCADE, related_name="party_groups")
    name = models.CharField(max_length=60)
    leader = models.ForeignKey(
        PartyMember, null=True, blank=True, on_delete=models.SET_NULL, related_name="leads"
    )
    basis = models.CharField(max_length=20, choices=GroupBasis.choices)
    holds = models.CharField(max_length=200, blank=True, help_text="Which members it holds: 上湾片、种植户")
    ended_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["village_id", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name"], condition=Q(ended_on=None), name="party_group_name_once"
            ),
            models.CheckConstraint(condition=Q(basis__in=GroupBasis.values), name="party_group_basis_known"),
        ]

    def __str__(self) -> str:
        return self.name


class RealPosts(models.Manager["Cadre"]):
    """The register of posts as it is, without what a training cycle tried in it."""

    def get_queryset(self) -> models.QuerySet["Cadre"]:
        return super().get_queryset().filter(training=None)


class Cadre(models.Model):
    """A person who holds a post of one of the two committees; with `until`, one who held it in an earlier term.

    What a training cycle enters or ends is a row of its own with the number of that cycle in `training`; where it ends
    a post of the register, the row `stands_for` that one, which stays as it is.
    """

    village = models.ForeignKey(Village, on_delete=models.CASCADE, related_name="cadres")
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="posts")
    body = models.CharField(max_length=15, choices=Body.choices)
    post = models.CharField(max_length=15, choices=Post.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    term = models.CharField(max_length=20, blank=True, help_text="As the place counts it: 第十届")
    duty = models.CharField(max_length=15, choices=Duty.choices, blank=True)
    training = models.PositiveBigIntegerField(null=True, editable=False)
    stands_for = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.CASCADE, related_name="+"
    )
    history = HistoricalRecords()

    everywhere = models.Manager()
    objects = RealPosts()

    class Meta:
        base_manager_name = "everywhere"
        default_manager_name = "objects"
        ordering = ["village_id", "body", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "body"],
                condition=Q(until=None, training=None),
                name="cadre_once_a_body",
            ),
            models.UniqueConstraint(
                fields=["resident", "body", "training"],
                condition=Q(until=None, training__isnull=False),
                name="cadre_once_a_body_in_training",
            ),
            models.UniqueConstraint(fields=["stands_for", "training"], name="cadre_stood_for_once"),
            models.CheckConstraint(
                condition=Q(stands_for=None) | Q(training__isnull=False), name="cadre_stands_for_in_training"
            ),
            models.CheckConstraint(condition=Q(body__in=Body.values), name="cadre_body_known"),
            models.CheckConstraint(condition=Q(post__in=Post.values), name="cadre_post_known"),
            models.CheckConstraint(
                condition=Q(duty="") | Q(duty__in=Duty.values, body=Body.PARTY),
                name="cadre_duty_of_the_party",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="cadre_until_after_since"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resident} {self.post}"


class Appraisal(models.Model):
    """The yearly appraisal of a cadre."""

    cadre = models.ForeignKey(Cadre, on_delete=models.CASCADE, related_name="appraisals")
    year = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=15, choices=Grade.choices)
    last = models.BooleanField(default=False, help_text="Ranked last among the township's (C-QUAL-05)")

    class Meta:
        ordering = ["cadre_id", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["cadre", "year"], name="appraisal_once_a_year"),
            models.CheckConstraint(condition=Q(grade__in=Grade.values), name="appraisal_grade_known"),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.year} {self.grade}"


class Audit(models.Model):
    """The audit of a cadre's term of office (离任审计; A-PRE-10 to A-PRE-12)."""

    cadre = models.ForeignKey(Cadre, on_delete=models.CASCADE, related_name="audits")
    state = models.CharField(max_length=10, choices=AuditState.choices)
    on = models.DateField(help_text="Day of the report, or on which the state was noted")
    finding = models.CharField(max_length=300, blank=True)
    settled_on = models.DateField(null=True, blank=True, help_text="Day on which the finding was settled")

    class Meta:
        ordering = ["cadre_id", "-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AuditState.values), name="audit_state_known"),
            models.CheckConstraint(
                condition=Q(settled_on=None) | ~Q(finding=""), name="audit_settled_has_finding"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.state}"
