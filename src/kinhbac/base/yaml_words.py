"""What the YAML parser found wrong, in both languages; its own words are English. Entered by `definitions` alone."""

from kinhbac.base.text import Text

_VIETNAMESE = {
    "could not find expected ':'": "thiếu dấu : sau khóa",
    "did not find expected key": "dòng thụt lề khác các khóa bên cạnh, hoặc thiếu một khóa",
    "did not find expected '-' indicator": "dòng thụt lề khác các mục của danh sách",
    "did not find expected ',' or ']'": "thiếu dấu , hoặc ] trong danh sách trên một dòng",
    "did not find expected ',' or '}'": "thiếu dấu , hoặc } trong các khóa trên một dòng",
    "did not find expected node content": "thiếu một giá trị",
    "did not find expected whitespace or line break": "thiếu dấu cách",
    "did not find expected <document start>": "có chữ thừa ngoài các khóa của tệp",
    "but found another document": "tệp có nhiều hơn một văn bản YAML (---)",
    "mapping values are not allowed in this context": "có dấu : thừa, hoặc dòng thụt lề sai",
    "block sequence entries are not allowed in this context": "có dấu - thừa, hoặc dòng thụt lề sai",
    "block mapping entries are not allowed in this context": "các khóa không đặt ở đây được",
    "found character that cannot start any token": "một ký tự không đứng đầu được, ví dụ dấu tab hoặc @",
    "found a tab character where an indentation space is expected": "thụt lề bằng dấu tab; chỉ dùng dấu cách",
    "found unexpected end of stream": "dấu ngoặc kép không khép",
    "found unexpected document indicator": "dấu ngoặc kép không khép",
    "found unknown escape character": "ký tự sau dấu \\ không có nghĩa trong dấu ngoặc kép",
    "found undefined alias": "bí danh (*) chưa được đặt",
    "control characters are not allowed": "có ký tự điều khiển không nhìn thấy được",
}


def broken(problem: str | None) -> Text:
    """Return why a file is no YAML, of which the parser says `problem`; what is seldom stays in its words."""
    problem = problem or "?"
    vietnamese = _VIETNAMESE.get(problem, f"trình đọc báo: {problem}")
    return Text(vi=f"đây không phải YAML ({vietnamese})", en=f"this is not YAML ({problem})")
