"""What the tests of an applicant's turns share: a dossier that waits for her, and what officers do to it."""

from typing import Any

from kinhbac.services.procedures.actions import dossiers
from kinhbac.site.demo import cast
from tests.services.procedures.conftest import MORNING, submitted, viewer_of

ITEMS = ["Giấy chứng sinh chụp rõ", "Họ tên của em bé viết đủ dấu"]
REASON = "Ảnh gửi lên bị mờ, không đọc được."


def done(case: Any, officer: cast.Member, name: str, **values: Any) -> None:
    dossiers.do(case, name, values, dossiers.Asked(viewer=viewer_of(officer), now=MORNING))


def asked(items: list[str] | None = None):
    """Return the receipt of Lan's dossier, for which Minh has asked a supplement."""
    receipt = submitted()
    done(receipt.case, cast.MINH, "request_supplement", items=items or ITEMS, reason=REASON)
    return receipt


def received(*further: tuple[cast.Member, str, dict[str, Any]]):
    """Return the receipt of Lan's dossier after its reception, and further acts."""
    receipt = submitted()
    for officer, name, values in ((cast.MINH, "receive", {}), *further):
        done(receipt.case, officer, name, **values)
    return receipt
