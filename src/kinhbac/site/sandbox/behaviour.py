"""How the sandbox can be told to misbehave."""

from dataclasses import dataclass
from enum import StrEnum

from kinhbac.base.text import Text


class Fault(StrEnum):
    """One way to misbehave, until told otherwise."""

    NONE = "none"
    DOWN = "down"
    SLOW = "slow"
    GARBLED = "garbled"
    OTHER_ISSUER = "other_issuer"
    LOW_LEVEL = "low_level"
    WRONG_SIGNATURE = "wrong_signature"
    UNKNOWN_KEY = "unknown_key"
    UNSIGNED = "unsigned"
    SHARED_SECRET = "shared_secret"  # noqa: S105 - how it signs, no secret
    EXPIRED = "expired"
    REPLAYED = "replayed"
    WRONG_ISSUER = "wrong_issuer"
    WRONG_AUDIENCE = "wrong_audience"
    NO_NONCE = "no_nonce"
    NO_AUTH_TIME = "no_auth_time"
    OLD_AUTH_TIME = "old_auth_time"
    OTHER_PERSON = "other_person"


WORDS: dict[Fault, Text] = {
    Fault.NONE: Text("Hoạt động bình thường", "Works as it should"),
    Fault.DOWN: Text("Ngừng hoạt động", "Is down"),
    Fault.SLOW: Text("Trả lời rất chậm", "Answers very slowly"),
    Fault.GARBLED: Text("Trả lời không đọc được", "Answers what cannot be read"),
    Fault.OTHER_ISSUER: Text("Tự giới thiệu là hệ thống khác", "Says that it is another provider"),
    Fault.LOW_LEVEL: Text("Mọi tài khoản chỉ có mức độ 1", "Every account has level 1 only"),
    Fault.WRONG_SIGNATURE: Text("Chữ ký sai", "Wrong signature"),
    Fault.UNKNOWN_KEY: Text("Ký bằng khóa không công bố", "Signs with a key that is not published"),
    Fault.UNSIGNED: Text("Không ký", "Does not sign"),
    Fault.SHARED_SECRET: Text(
        "Ký bằng khóa công khai như mật khẩu", "Signs with its public key as a password"
    ),
    Fault.EXPIRED: Text("Mã xác nhận đã hết hạn", "The token has expired"),
    Fault.REPLAYED: Text("Gửi lại mã xác nhận cũ", "Gives an old token again"),
    Fault.WRONG_ISSUER: Text("Mã xác nhận của hệ thống khác", "The token of another provider"),
    Fault.WRONG_AUDIENCE: Text("Mã xác nhận cho hệ thống khác", "A token for another system"),
    Fault.NO_NONCE: Text("Mã xác nhận không gắn với lần đăng nhập", "A token not tied to the sign-in"),
    Fault.NO_AUTH_TIME: Text("Không cho biết hỏi lại lúc nào", "Does not say when it asked"),
    Fault.OLD_AUTH_TIME: Text("Không hỏi lại khi được yêu cầu", "Does not ask again when it is told to"),
    Fault.OTHER_PERSON: Text("Thông tin của người khác", "Tells of another person"),
}


@dataclass(slots=True)
class Behaviour:
    """How it behaves now: with which fault, and by how many seconds its clock is ahead of ours."""

    fault: Fault = Fault.NONE
    ahead: int = 0
