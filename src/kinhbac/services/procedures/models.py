"""Tables of procedures: what a person is still filling in, and the tries at looking up without an account."""

import uuid

from django.db import models


class Application(models.Model):
    """A form on its way (tờ khai đang khai): every answer as it was given, until it becomes a dossier.

    At a counter it is filled in for the person by an officer (`taken_by`) of a one-stop desk (`desk`), and `reception`
    holds what that officer noted: how each component was handed in, and who came in the person's place.

    `code` leads back to it from another device or at a counter, `help` is the consent under which an officer goes on
    with it there, and `firm` the firm or `mandate` the mandate under which it is filed for another.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.UUIDField()
    procedure = models.CharField(max_length=40)
    definition = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    case = models.UUIDField(null=True)
    taken_by = models.UUIDField(null=True)
    desk = models.CharField(max_length=80, default="")
    reception = models.JSONField(default=dict)
    code = models.CharField(max_length=12, null=True, unique=True)
    help = models.UUIDField(null=True)
    firm = models.UUIDField(null=True)
    mandate = models.UUIDField(null=True)

    class Meta:
        db_table = "kinhbac_application"
        indexes = [
            models.Index(fields=["person", "-changed_at"], name="application_person"),
            models.Index(
                fields=["desk", "-changed_at"], condition=models.Q(case=None), name="application_desk"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "procedure", "desk"],
                condition=models.Q(case=None, firm=None, mandate=None),
                name="application_one_unsent",
            ),
            models.UniqueConstraint(
                fields=["person", "procedure", "desk", "firm"],
                condition=models.Q(case=None, firm__isnull=False),
                name="application_one_for_firm",
            ),
            models.UniqueConstraint(
                fields=["person", "procedure", "desk", "mandate"],
                condition=models.Q(case=None, mandate__isnull=False),
                name="application_one_under_mandate",
            ),
        ]


class Help(models.Model):
    """A person's consent that an officer goes on with her form at a counter: to what words, since and until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    application = models.UUIDField()
    person = models.UUIDField()
    helper = models.UUIDField()
    desk = models.CharField(max_length=80)
    consent = models.JSONField()
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=20, default="")

    class Meta:
        db_table = "kinhbac_help"
        indexes = [
            models.Index(fields=["person", "-began_at"], name="help_person"),
            models.Index(fields=["helper"], condition=models.Q(ended_at=None), name="help_lasting"),
            models.Index(fields=["application"], name="help_application"),
        ]


class Stay(models.Model):
    """The time that a dossier is with a keeper, for figures: made again whole from the journal whenever it moves.

    See docs/decisions/0015-figures.md; the columns are explained in `rules.figures.stay`.
    """

    case = models.UUIDField()
    place = models.IntegerField()
    code = models.CharField(max_length=60)
    parent = models.UUIDField(null=True)
    keeper = models.CharField(max_length=10)
    office = models.CharField(max_length=80)
    person = models.UUIDField(null=True)
    procedure = models.CharField(max_length=40)
    field = models.CharField(max_length=60)
    channel = models.CharField(max_length=20)
    online = models.CharField(max_length=10)
    state = models.CharField(max_length=12)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    came = models.CharField(max_length=20)
    left = models.CharField(max_length=24, null=True)
    due_at = models.DateTimeField(null=True)
    halted_at = models.DateTimeField(null=True)
    supplements = models.IntegerField()
    punctuality = models.CharField(max_length=10, null=True)

    class Meta:
        db_table = "kinhbac_stay"
        constraints = [models.UniqueConstraint(fields=["case", "place"], name="stay_place")]
        indexes = [
            models.Index(
                fields=["keeper", "office", "since"], condition=models.Q(until=None), name="stay_lasting"
            ),
            models.Index(fields=["keeper", "office", "until"], name="stay_ended"),
            models.Index(fields=["parent"], condition=models.Q(parent__isnull=False), name="stay_parent"),
        ]


class TurnDraft(models.Model):
    """What an applicant is writing for a turn of her dossier (supplement, adjustment), kept as it is given until sent.

    `items` are what she says to each item asked of her, by its place; `changes` her new answers of the form by path,
    null where one is taken away. `key` makes that sending it twice happens once.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.UUIDField()
    person = models.UUIDField()
    turn = models.CharField(max_length=12)
    asked = models.CharField(max_length=40, default="")
    items = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    reason = models.TextField(default="")
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "kinhbac_turn_draft"
        constraints = [models.UniqueConstraint(fields=["case", "person", "turn"], name="turn_draft_one")]


class DayBook(models.Model):
    """What a one-stop desk took in, and when: a dossier received, guidance given. Repeats cases, so that a day is found."""

    case = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    desk = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        db_table = "kinhbac_day_book"
        indexes = [models.Index(fields=["desk", "kind", "at"], name="day_book_day")]


class BornChild(models.Model):
    """That a dossier tells of a child, and when it was born. Repeats cases, so that who turns an age is found."""

    case = models.UUIDField(primary_key=True)
    parent = models.UUIDField()
    procedure = models.CharField(max_length=40)
    born_on = models.DateField()

    class Meta:
        db_table = "kinhbac_born_child"
        indexes = [models.Index(fields=["procedure", "born_on"], name="born_child_day")]
