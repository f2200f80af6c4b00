"""Reads of credentials: somebody's own ways, and nobody else's."""

from uuid import UUID

from kinhbac.kernel.types import Viewer
from kinhbac.tools.credentials.models import Device, OwnSignIn, Passkey, RecoveryCode
from kinhbac.tools.credentials.types import OwnWays, PasskeySeen


def own_ways(viewer: Viewer) -> OwnWays:
    """Return how the viewer can prove herself."""
    return ways_of(viewer.account) if viewer.account is not None else OwnWays()


def ways_of(account: UUID) -> OwnWays:
    """Return how an account proves itself; for its owner, and for the pages by which she comes in."""
    row = OwnSignIn.objects.filter(account=account).first()
    keys = Passkey.objects.filter(account=account).order_by("added_at", "pk")
    return OwnWays(
        user_name=row.user_name if row else "",
        since=row.set_at if row else None,
        has_code=Device.objects.filter(account=account).exists(),
        passkeys=tuple(PasskeySeen(each.pk, each.name, each.added_at, each.used_at) for each in keys),
        recovery_left=RecoveryCode.objects.filter(account=account, used_at=None).count(),
    )


def account_named(user_name: str) -> UUID | None:
    """Return the account of a user name, None where there is none; for coming in alone."""
    found = OwnSignIn.objects.filter(user_name=user_name).values_list("account", flat=True).first()
    return UUID(str(found)) if found is not None else None
