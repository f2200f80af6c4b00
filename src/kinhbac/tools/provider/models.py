"""Tables of the provider. Secrets, codes and tokens are kept as digests alone: they are long and random, and shown once."""

import uuid

from django.db import models


class System(models.Model):
    """A registered system; see `types.System`."""

    key = models.CharField(max_length=40, primary_key=True)
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    purpose_vi = models.CharField(max_length=300)
    purpose_en = models.CharField(max_length=300)
    law = models.CharField(max_length=300, default="", blank=True)
    redirects = models.JSONField(default=list)
    after_logout = models.JSONField(default=list)
    back_channel = models.CharField(max_length=400, default="", blank=True)
    of_person = models.JSONField(default=list)
    of_system = models.JSONField(default=list)
    registered_at = models.DateTimeField()
    secret = models.CharField(max_length=64)
    secret_until = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_system"


class SystemAct(models.Model):
    """What an administrator did with a system, or what went wrong with it. Never changed; no token or name is in it."""

    system = models.CharField(max_length=40)
    act = models.CharField(max_length=20)
    code = models.CharField(max_length=80, default="", blank=True)
    reason = models.CharField(max_length=300, default="", blank=True)
    by = models.UUIDField(null=True)
    account = models.UUIDField(null=True)
    source = models.CharField(max_length=45, default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "kinhbac_system_act"
        indexes = [models.Index(fields=["system", "-at"], name="system_act_at")]


class Subject(models.Model):
    """By which name a system knows a person: another for every system, so that two cannot put together what they know."""

    system = models.CharField(max_length=40)
    person = models.UUIDField()
    subject = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta:
        db_table = "kinhbac_subject"
        constraints = [models.UniqueConstraint(fields=["system", "person"], name="subject_once")]


class Consent(models.Model):
    """That somebody lets a system know something of her (sự đồng ý), until she withdraws it."""

    account = models.UUIDField()
    system = models.CharField(max_length=40)
    scopes = models.JSONField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_consent"
        indexes = [models.Index(fields=["account", "system"], name="consent_account")]


class SignOn(models.Model):
    """A person's sign-on to a system, as long as the session lasts in which it began; `session` is emptied at its end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    system = models.CharField(max_length=40)
    account = models.UUIDField()
    person = models.UUIDField()
    session = models.CharField(max_length=40, db_index=True)
    browser = models.UUIDField()
    level = models.PositiveSmallIntegerField()
    posts = models.BooleanField()
    auth_at = models.DateTimeField()
    issuer = models.CharField(max_length=200)
    scopes = models.JSONField()
    at = models.DateTimeField()
    exchanged_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=40, default="", blank=True)

    class Meta:
        db_table = "kinhbac_sign_on"
        indexes = [
            models.Index(fields=["account", "system"], condition=models.Q(ended_at=None), name="sign_on_open")
        ]


class Code(models.Model):
    """A code, for one exchange."""

    digest = models.CharField(max_length=64, primary_key=True)
    sign_on = models.ForeignKey(SignOn, on_delete=models.CASCADE, related_name="codes")
    redirect = models.CharField(max_length=400)
    nonce = models.CharField(max_length=255, default="", blank=True)
    challenge = models.CharField(max_length=128)
    at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_code"


class Token(models.Model):
    """A token: of a sign-on ("access", "refresh"), or of a system itself ("system"). A refresh token is used once."""

    digest = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=10)
    system = models.CharField(max_length=40)
    sign_on = models.ForeignKey(SignOn, on_delete=models.CASCADE, null=True, related_name="tokens")
    scopes = models.JSONField()
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kinhbac_token"
        indexes = [models.Index(fields=["system", "expires_at"], name="token_system")]


class LogoutNotice(models.Model):
    """That a system is to be told of an ended sign-on: tried until it answers, or until it is given up."""

    sign_on = models.OneToOneField(SignOn, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=400)
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, db_index=True)
    told_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        db_table = "kinhbac_logout_notice"
