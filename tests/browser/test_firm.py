"""A firm's employee registers a household business with a fee: Lan files for the pottery company, which its owner has
authorised; four officers carry it to the certificate; Hải of the same company reads it, Nam does not.
"""

import re

import pytest

from tests.browser.telling import BINH, HOA, LAN, MINH, NAM, Telling, answer, photograph
from tests.support.browser import press

pytestmark = pytest.mark.browser

HAI, FIRM = "Nguyễn Văn Hải", "Công ty TNHH Gốm Phù Lãng Xanh (mẫu)"
CODE = re.compile(r"H05\.91\.87-\d{6}-\d{4,}")
FEE = "100.000"
KNOWN = {
    "agent.name": FIRM,
    "agent.code": "2300999001",
    "agent.head_office": "Thôn Phấn Trung, xã Phù Lãng (mẫu)",
    "agent.representative": "Vương Đình Thắng",
}
BUSINESS = (
    {"business.kind": "person"},
    {"business.name": "Gốm Ngọc Hà"},
    {"business.address": "Số 12, khu 3", "business.commune": "2025/09187"},
    (
        {
            "business.head.full_name": "Vũ Ngọc Hà",
            "business.head.identity_number": "027185004567",
            "business.head.born_on-day": "20",
            "business.head.born_on-month": "11",
            "business.head.born_on-year": "1985",
        }
    ),
    (
        {
            "business.trade": "Bán đồ gốm",
            "business.capital_vnd": "50000000",
            "business.begins_on-day": "1",
            "business.begins_on-month": "7",
            "business.begins_on-year": "2027",
        }
    ),
    {"delivery.way": "counter"},
)


def files_for_the_firm(telling: Telling, paper: str) -> str:
    """Lan chooses for whom she files; the firm stands there from its record; the fee stands there with its ground."""
    page = telling.page
    telling.become(LAN, "/procedures/1.001612")
    telling.look("guide")
    page.get_by_label(FIRM).check()
    telling.send()
    assert page.locator('[name="agent.by"][value="firm"]').is_checked()
    go_on(telling)
    assert {name: page.locator(f'[name="{name}"]').input_value() for name in KNOWN} == KNOWN
    telling.look("firm-is-known")
    go_on(telling)
    go_on(telling)
    assert page.locator('[aria-invalid="true"], .govuk-error-message').count()
    telling.look("authorisation-missing")
    page.locator('input[type="file"]').set_input_files(paper)
    go_on(telling)
    go_on(telling)  # her phone number is known
    for answers in BUSINESS:
        for name, value in answers.items():
            answer(page.locator(f'[name="{name}"]'), value)
        go_on(telling)
    assert FEE in telling.main()
    assert telling.say("Chưa đối chiếu với văn bản", "Not yet compared with the act") in telling.main()
    telling.look("fee-with-its-ground")
    telling.send()
    telling.look("sent")
    return CODE.search(telling.main())[0]


def go_on(telling: Telling) -> None:
    press(telling.page.locator("main form button.govuk-button").last)


def is_resolved(telling: Telling, code: str) -> None:
    """Minh receives, Hoa appraises, Bình approves, Hoa issues, Minh hands over."""
    telling.become(MINH, f"/desk/{code}")
    assert FIRM in telling.main()
    telling.look("officer-sees-the-firm")
    for box in telling.page.locator('[name="component"]').all():
        box.check()
    telling.act("receive")
    telling.become(HOA, f"/desk/{code}")
    telling.act("propose")
    telling.become(BINH, f"/desk/{code}")
    telling.act("approve")
    telling.become(HOA, f"/desk/{code}")
    telling.act("issue_result")
    telling.become(MINH, f"/desk/{code}")
    telling.act("hand_over", to="applicant")


def is_seen_by_the_firm(telling: Telling, code: str) -> None:
    """Hải of the firm reads where it stands and may end nothing; Nam finds nothing; Lan sees that Hải looked."""
    telling.become(HAI, "/dossiers")
    assert code in telling.main()
    telling.go(f"/dossiers/{code}")
    assert FIRM in telling.main()
    telling.look("colleague-reads")
    telling.become(NAM, f"/dossiers/{code}")
    assert code not in telling.main()
    assert FIRM not in telling.main()
    telling.become(LAN, f"/dossiers/{code}")
    assert HAI in telling.page.content()
    telling.look("ended")
    telling.go(f"/dossiers/{code}/slip")
    assert FEE in telling.page.content()
    telling.look("slip")


def test_an_employee_registers_a_household_business_with_a_fee(telling: Telling, tmp_path):
    code = files_for_the_firm(telling, photograph(tmp_path, "uy-quyen.jpg"))
    is_resolved(telling, code)
    is_seen_by_the_firm(telling, code)
