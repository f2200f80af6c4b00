"""The second system of the demo as Kinh Bắc knows it: where it is, and what is registered of it."""

from collections.abc import Mapping

from kinhbac.base.text import Text
from kinhbac.tools.provider.types import OPENID, POSTS, PROFILE, Registration

KEY = "thu-vien-mau"
NAME = Text("Thư viện mẫu", "Sample library")
PATH = "/sample/"
SCOPE = f"{OPENID} {PROFILE} {POSTS}"
ADDRESS, ISSUER, SECRET = "KINHBAC_SAMPLE_ADDRESS", "KINHBAC_SAMPLE_ISSUER", "KINHBAC_SAMPLE_SECRET"


def introduced(address: str, issuer: str, secret: str) -> Mapping[str, str]:
    """Return what both must have in their environment."""
    return {ADDRESS: address, ISSUER: issuer, SECRET: secret}


def registration(address: str) -> Registration:
    """Return what is registered of it."""
    return Registration(
        key=KEY,
        name=NAME,
        purpose=Text("Cấp thẻ bạn đọc của bản trình diễn", "Readers' cards of the demo"),
        redirects=(f"{address}{PATH}back",),
        after_logout=(f"{address}{PATH}",),
        back_channel=f"{address}{PATH}signed-out",
        of_person=(OPENID, PROFILE, POSTS),
    )
