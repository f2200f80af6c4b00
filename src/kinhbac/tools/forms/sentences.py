"""What a person reads about a wrong answer, in both languages: the form's own words, or words made from the rule.

The same sentence stands in the summary at the top of the page and beside the field.
"""

from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.forms.types import Field, Widget

_OWN_WORDS_ONLY = frozenset(
    {"required", "maxLength", "minLength", "maxItems", "unknown", "elsewhere", "shape"}
)

_ANSWER = Text(vi="Bạn hãy trả lời “{question}”", en="Answer “{question}”")
_CHOOSE = Text(vi="Bạn hãy chọn ở mục “{question}”", en="Choose an answer to “{question}”")
_ADD = Text(vi="Bạn hãy thêm tệp ở mục “{question}”", en="Add a file to “{question}”")
_ADD_ONE = Text(vi="“{question}”: bạn hãy thêm ít nhất một", en="“{question}”: add at least one")
_ENTRIES: dict[str, Text] = {
    "maxItems": Text(vi="“{question}”: tối đa {limit}", en="“{question}”: at most {limit}"),
    "minItems": Text(vi="“{question}”: cần ít nhất {limit}", en="“{question}”: at least {limit}"),
}

_RULES: dict[str, Text] = {
    "maxLength": Text(
        vi="“{question}”: bạn hãy viết ngắn lại, tối đa {limit} ký tự",
        en="“{question}”: shorten this to at most {limit} characters",
    ),
    "minLength": Text(
        vi="“{question}”: bạn hãy viết đầy đủ, ít nhất {limit} ký tự",
        en="“{question}”: write it in full, at least {limit} characters",
    ),
    "maxItems": Text(vi="“{question}”: tối đa {limit} tệp", en="“{question}”: at most {limit} files"),
    "minItems": Text(vi="“{question}”: cần ít nhất {limit} tệp", en="“{question}”: at least {limit} files"),
    "minimum": Text(
        vi="“{question}”: số nhỏ nhất là {limit}", en="“{question}”: the smallest number is {limit}"
    ),
    "maximum": Text(
        vi="“{question}”: số lớn nhất là {limit}", en="“{question}”: the largest number is {limit}"
    ),
    "enum": Text(
        vi="“{question}”: bạn hãy chọn một mục trong danh sách",
        en="“{question}”: choose one of the answers listed",
    ),
    "date": Text(
        vi="“{question}”: bạn hãy điền đủ ngày, tháng và năm bằng số, năm có 4 chữ số",
        en="“{question}”: enter day, month and year in digits, the year with 4",
    ),
    "real_date": Text(
        vi="“{question}”: không có ngày này trên lịch", en="“{question}”: there is no such day"
    ),
    "not_in_future": Text(
        vi="“{question}”: phải là hôm nay hoặc trước đó", en="“{question}”: it must be today or earlier"
    ),
    "number": Text(
        vi="“{question}”: bạn hãy viết một số, ví dụ 2", en="“{question}”: write a number, like 2"
    ),
    "identity_number": Text(
        vi="“{question}”: số định danh cá nhân gồm 12 chữ số, ví dụ 024190001234",
        en="“{question}”: a personal identification number has 12 digits, like 024190001234",
    ),
    "phone": Text(
        vi="“{question}”: số điện thoại gồm 10 chữ số, bắt đầu bằng 0, ví dụ 0912 345 678",
        en="“{question}”: a phone number has 10 digits and begins with 0, like 0912 345 678",
    ),
}
_MISSING = {
    Widget.RADIOS: _CHOOSE,
    Widget.SELECT: _CHOOSE,
    Widget.UNIT: _CHOOSE,
    Widget.UPLOAD: _ADD,
    Widget.REPEAT: _ADD_ONE,
}
_RULES["format"] = _RULES["real_date"]
_OTHERWISE = Text(
    vi="“{question}”: câu trả lời chưa đúng dạng, bạn hãy xem lại gợi ý",
    en="“{question}”: this is not written as expected; look at the hint",
)

_IN_ENTRY = Text(
    vi="“{question}”: một mục chưa đúng, bạn hãy bấm Sửa để xem lại",
    en="“{question}”: something in one of them is wrong; open it to change it",
)


def sentence(field: Field, keyword: str, limit: Any = None) -> Text:
    """Return what is said about a field whose answer breaks a rule.

    Args:
        field: whose question and own words are used.
        keyword: of JSON Schema, or the name of a check.
        limit: the number that the rule names, if it names one.
    """
    own = field.errors.get(keyword)
    if own is None and keyword == "number":
        own = field.errors.get("type")
    if own is None and keyword not in _OWN_WORDS_ONLY:
        own = field.errors.get("default")
    return own or _filled(_made(field, keyword), field.question, limit)


def _made(field: Field, keyword: str) -> Text:
    if keyword == "required":
        return _MISSING.get(field.widget, _ANSWER)
    if field.widget is Widget.REPEAT:
        return _ENTRIES.get(keyword, _IN_ENTRY)
    return _RULES.get(keyword, _OTHERWISE)


def _filled(pattern: Text, question: Text, limit: Any) -> Text:
    return Text(
        vi=pattern.vi.format(question=question.vi, limit=limit),
        en=pattern.en.format(question=question.en, limit=limit),
    )


NOT_A_QUESTION = Text(
    vi="Biểu mẫu không có câu hỏi này; hãy bỏ nó đi", en="The form has no such question; leave it out"
)
NOT_ASKED = Text(
    vi="Câu này không hỏi trong trường hợp của bạn; hãy bỏ câu trả lời này",
    en="This is not asked in your case; leave the answer out",
)
NOT_READABLE = Text(
    vi="Câu trả lời có ký tự không đọc được hoặc quá dài; hãy gõ lại",
    en="The answer holds characters that cannot be read, or too many; type it again",
)
TOO_DEEP = Text(
    vi="Dữ liệu lồng nhau quá sâu hoặc quá nhiều; hãy gửi theo đúng biểu mẫu",
    en="This is nested too deeply or holds too much; send it as the form describes",
)
