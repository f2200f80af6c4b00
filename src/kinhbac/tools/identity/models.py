"""Tables of identity: the account signs in, the person is somebody, the post is what an officer acts in."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from kinhbac.tools.identity import sealing


class Person(models.Model):
    """A person (công dân) as the population database would tell; `source` says where the values come from.

    Her identity number is sealed (`number_sealed`) and found by its mark, whole or not at all. `enrolled_at` is since when
    she is known here; None where a register told of her.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    full_name = models.CharField(max_length=120)
    folded_name = models.CharField(max_length=120, db_index=True)
    number_sealed = models.CharField(max_length=120)
    number_mark = models.CharField(max_length=80, unique=True)
    born_on = models.DateField()
    sex = models.CharField(max_length=6)
    ethnicity = models.CharField(max_length=40)
    nationality = models.CharField(max_length=40)
    phone = models.CharField(max_length=15)
    commune = models.CharField(max_length=20)  # edition/code of the unit
    address = models.CharField(max_length=200)
    spouse = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    marriage_registered_at = models.CharField(max_length=200, default="", blank=True)
    source_vi = models.CharField(max_length=120)
    source_en = models.CharField(max_length=120)
    enrolled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_person"

    @property
    def identity_number(self) -> str:
        """Her number, opened."""
        return sealing.opened(self.pk, self.number_sealed)


class Account(AbstractBaseUser):
    """What signs in. Apart from the person, who may have several, and from the posts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=60, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accounts")
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager["Account"]()
    USERNAME_FIELD = "name"

    class Meta:
        db_table = "kinhbac_account"


class Post(models.Model):
    """A post (vị trí công tác) held by a person: a role at an office, from a day to a day.

    Held during somebody's leave, `instead_of` is the person whose post it is, with who arranged it, when and why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40)
    office = models.CharField(max_length=80)
    title_vi = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    instead_of = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, default="", blank=True)
    arranged_by = models.UUIDField(null=True)
    arranged_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        db_table = "kinhbac_post"
        indexes = [models.Index(fields=["office", "role"], name="post_office_role")]


class RecordOpening(models.Model):
    """Somebody in a post of theirs, or another system, opened a person's record: when, who, where, and for what.

    `reason` is what was given where nothing else justified it; `dossier` the code of what it was for, if any.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    account = models.UUIDField(null=True)
    opened_by = models.UUIDField(null=True)
    office = models.CharField(max_length=80, default="", blank=True)
    role = models.CharField(max_length=40, default="", blank=True)
    purpose = models.CharField(max_length=60)
    system = models.CharField(max_length=80, default="", blank=True)
    reason = models.CharField(max_length=300, default="", blank=True)
    dossier = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        db_table = "kinhbac_record_opening"
        indexes = [models.Index(fields=["person", "-at"], name="record_opening_person")]


class Firm(models.Model):
    """A firm (doanh nghiệp) as the register of enterprises would tell."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=200)
    enterprise_code = models.CharField(max_length=13, unique=True)
    head_office = models.CharField(max_length=200)
    representative = models.CharField(max_length=120)

    class Meta:
        db_table = "kinhbac_firm"


class FirmAgent(models.Model):
    """Somebody who may act for a firm (người được doanh nghiệp giao việc), from a day to a day, both inclusive."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="agents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title_vi = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "kinhbac_firm_agent"
        constraints = [models.UniqueConstraint(fields=["firm", "person"], name="firm_agent_once")]


class Child(models.Model):
    """That a person is parent of a child (quan hệ cha mẹ – con), as a record tells."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    parent = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=120)
    born_on = models.DateField(db_index=True)
    source_vi = models.CharField(max_length=120)
    source_en = models.CharField(max_length=120)

    class Meta:
        db_table = "kinhbac_child"
        constraints = [models.UniqueConstraint(fields=["parent", "full_name", "born_on"], name="child_once")]


class ReminderWish(models.Model):
    """Whether a person wants to be reminded of what comes with her children's age, as she said last."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="+")
    wanted = models.BooleanField()
    said_at = models.DateTimeField()

    class Meta:
        db_table = "kinhbac_reminder_wish"


class PostAct(models.Model):
    """A post was given, ended or moved: by whom, when and why. Never changed; days are also in the post itself."""

    post = models.UUIDField()
    act = models.CharField(max_length=10)
    office = models.CharField(max_length=80)
    said = models.JSONField(default=dict)
    reason = models.CharField(max_length=300)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "kinhbac_post_act"
        indexes = [models.Index(fields=["office", "-at"], name="post_act_office")]


class Eid(models.Model):
    """A person's e-identity (tài khoản định danh điện tử): its level, since a day, and who says so."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="+")
    level = models.PositiveSmallIntegerField()
    since = models.DateField()
    source_vi = models.CharField(max_length=120)
    source_en = models.CharField(max_length=120)

    class Meta:
        db_table = "kinhbac_eid"


class EidItem(models.Model):
    """A paper integrated in a person's e-identity, since a day; whoever told of the e-identity told of it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=40)
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    since = models.DateField()

    class Meta:
        db_table = "kinhbac_eid_item"
        constraints = [models.UniqueConstraint(fields=["person", "item"], name="eid_item_once")]


class ProviderAccount(models.Model):
    """That whom a provider calls by a name of its own (`subject`) signs in to an account here."""

    provider = models.CharField(max_length=40)
    subject = models.CharField(max_length=255)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        db_table = "kinhbac_provider_account"
        constraints = [models.UniqueConstraint(fields=["provider", "subject"], name="provider_account_once")]


class SignInRecord(models.Model):
    """Somebody signed in or out, or was refused: when, which way, why not. Never changed.

    No name, number or token is in it; `source` and `browser` say from where, as far as a browser tells. A session that
    an administrator ended has `by`, the person, and the reason given.
    """

    at = models.DateTimeField(db_index=True)
    outcome = models.CharField(max_length=10)
    way = models.CharField(max_length=40)
    code = models.CharField(max_length=60, default="", blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    account = models.UUIDField(null=True)
    source = models.CharField(max_length=45, default="", blank=True)
    browser = models.CharField(max_length=120, default="", blank=True)
    by = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        db_table = "kinhbac_sign_in"
        indexes = [models.Index(fields=["account", "-at"], name="sign_in_account")]


class Session(AbstractBaseSession):
    """A session (phiên đăng nhập) with whose it is, so that its owner can see and end it; None before anybody came in."""

    account = models.UUIDField(null=True, db_index=True)

    class Meta:
        db_table = "kinhbac_session"


class Mandate(models.Model):
    """That somebody may act for another person (đại diện, ủy quyền): for what, from a day to a day, and on what it rests.

    Moments are added and never changed: given, accepted, ended. No procedures named means all. Where it rests on a paper,
    `paper` is the file that was kept and `office` the desk that kept it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    principal = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agent = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    basis = models.CharField(max_length=10)
    procedures = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_to = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.UUIDField()
    office = models.CharField(max_length=80, default="", blank=True)
    paper = models.UUIDField(null=True)
    paper_said = models.CharField(max_length=200, default="", blank=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    how = models.CharField(max_length=10, default="", blank=True)

    class Meta:
        db_table = "kinhbac_mandate"
