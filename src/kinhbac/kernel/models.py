"""The kernel's tables. `Entry` and `Content` are what happened; all the others can be made again from them."""

from django.db import models
from django.db.models import F, Q


class Definition(models.Model):
    """A published version of a definition, once, by the hash of its text."""

    hash = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    body = models.TextField()
    published_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        db_table = "kinhbac_definition"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(is_current=True), name="one_current_definition"
            )
        ]


class InForce(models.Model):
    """From which day on a stored version rules, as an act said; `source` names the act, what it took back stays.

    A definition without such rows is ruled by the version that is current.
    """

    source = models.CharField(max_length=80, primary_key=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    definition = models.CharField(max_length=64)
    from_on = models.DateField()
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_in_force"
        indexes = [models.Index(fields=["kind", "key", "from_on"], name="in_force_day")]


class Case(models.Model):
    """A case as its entries leave it. `told` is how far its entries have been told; it is no part of the state."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    definition = models.CharField(max_length=64)
    code = models.CharField(max_length=60, unique=True, null=True)
    area = models.CharField(max_length=40, null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=60, null=True)
    due_at = models.DateTimeField(null=True)
    seq = models.IntegerField()
    head = models.CharField(max_length=64)
    state = models.TextField()
    told = models.IntegerField(default=0)

    class Meta:
        db_table = "kinhbac_case"
        indexes = [
            models.Index(fields=["opened_at"], condition=Q(told__lt=F("seq")), name="case_untold"),
            models.Index(fields=["kind", "opened_at"], name="case_by_kind"),
            models.Index(fields=["due_at"], condition=Q(closed_at=None), name="case_open_due"),
        ]


class Entry(models.Model):
    """One act of the journal. `body` is the record; the columns beside it repeat it for finding, and are verified."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="entries", db_index=False, db_constraint=False
    )
    seq = models.IntegerField()
    at = models.DateTimeField()
    name = models.CharField(max_length=60)
    key = models.CharField(max_length=80, unique=True, null=True)
    body = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "kinhbac_entry"
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="entry_place")]


class Content(models.Model):
    """The personal content of an entry, apart from it: erased, the salt and text go and the rule is named."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="contents", db_index=False, db_constraint=False
    )
    seq = models.IntegerField()
    salt = models.CharField(max_length=32, null=True)
    body = models.TextField(null=True)
    digest = models.CharField(max_length=64)
    removed_under = models.CharField(max_length=200, null=True)

    class Meta:
        db_table = "kinhbac_content"
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="content_place")]


class Step(models.Model):
    """A visit of a step, for finding what an office holds."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="steps", db_index=False, db_constraint=False
    )
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    office = models.CharField(max_length=80)
    role = models.CharField(max_length=40)
    person = models.UUIDField(null=True)
    begun_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=60, null=True)
    calendar = models.CharField(max_length=64, null=True)

    class Meta:
        db_table = "kinhbac_step"
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="step_place")]
        indexes = [
            models.Index(fields=["office", "role", "begun_at"], condition=Q(ended_at=None), name="step_open"),
            models.Index(fields=["office", "case"], name="step_office_case"),
        ]


class Wait(models.Model):
    """On whom a case waits."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="waits", db_index=False, db_constraint=False
    )
    key = models.CharField(max_length=60)
    on = models.CharField(max_length=80)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_wait"
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="wait_place")]


class Clock(models.Model):
    """A term that runs on a case, for finding what is due and what a changed calendar touches."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="clocks", db_index=False, db_constraint=False
    )
    key = models.CharField(max_length=60)
    due_at = models.DateTimeField(null=True)
    calendar = models.CharField(max_length=64)
    state = models.CharField(max_length=20)

    class Meta:
        db_table = "kinhbac_clock"
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="clock_place")]
        indexes = [models.Index(fields=["due_at"], condition=Q(state="running"), name="clock_running")]


class Party(models.Model):
    """Whose case it is."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="parties", db_index=False, db_constraint=False
    )
    role = models.CharField(max_length=40)
    person = models.UUIDField()

    class Meta:
        db_table = "kinhbac_party"
        constraints = [models.UniqueConstraint(fields=["case", "role", "person"], name="party_place")]
        indexes = [models.Index(fields=["person", "case"], name="party_person")]


class Observer(models.Model):
    """An office that is party to a case and holds no step of it."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="observers", db_index=False, db_constraint=False
    )
    role = models.CharField(max_length=40)
    office = models.CharField(max_length=80)

    class Meta:
        db_table = "kinhbac_observer"
        constraints = [models.UniqueConstraint(fields=["case", "role", "office"], name="observer_place")]
        indexes = [models.Index(fields=["office", "case"], name="observer_office")]


class Link(models.Model):
    """A tie from a case to an earlier one."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="links", db_index=False, db_constraint=False
    )
    kind = models.CharField(max_length=40)
    other = models.UUIDField(db_index=True)

    class Meta:
        db_table = "kinhbac_link"
        constraints = [models.UniqueConstraint(fields=["case", "kind", "other"], name="link_place")]


class Series(models.Model):
    """The last number given out in a series (a prefix and a day)."""

    key = models.CharField(max_length=120, primary_key=True)
    last = models.IntegerField()

    class Meta:
        db_table = "kinhbac_series"


class Opening(models.Model):
    """Somebody, or another system, opened a case's file to read it: who, in which post, why, when. Never changed.

    `paper` is the one paper of it that was opened, None for the file itself; `reason` stands where no work justified it.
    """

    case = models.UUIDField()
    at = models.DateTimeField()
    account = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    office = models.CharField(max_length=80, null=True)
    role = models.CharField(max_length=40, null=True)
    purpose = models.CharField(max_length=120)
    system = models.CharField(max_length=80, null=True)
    reason = models.CharField(max_length=300, default="", blank=True)
    paper = models.UUIDField(null=True)

    class Meta:
        db_table = "kinhbac_opening"
        indexes = [models.Index(fields=["case", "at"], name="opening_case")]
