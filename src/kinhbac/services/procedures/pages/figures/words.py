"""How a stay began and ended, in the words of the lists of dossiers."""

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.figures import stay

CAME = {
    stay.RECEIVED: Text(vi="Tiếp nhận", en="Received"),
    stay.TRANSFERRED_IN: Text(vi="Chuyển đến", en="Transferred in"),
    stay.PAUSED: Text(vi="Tạm dừng chờ người dân", en="Paused for the citizen"),
    stay.RESUMED: Text(vi="Tiếp tục giải quyết", en="Resumed"),
    stay.REOPENED: Text(vi="Mở lại để sửa sai sót", en="Reopened to correct an error"),
    stay.NEVER: Text(vi="Không tiếp nhận", en="Not received"),
}
LEFT = {
    stay.GRANTED: Text(vi="Có kết quả", en="Granted"),
    stay.REFUSED: Text(vi="Từ chối sau thẩm tra", en="Refused after appraisal"),
    stay.WITHDRAWN: Text(vi="Rút hồ sơ", en="Withdrawn"),
    stay.STOPPED: Text(vi="Dừng theo đề nghị", en="Stopped at the person's wish"),
    stay.STOPPED_BY_LAW: Text(vi="Dừng do quy định thay đổi", en="Stopped by a change of law"),
    stay.CLOSED: Text(vi="Đóng vì không bổ sung", en="Closed for silence"),
    stay.PAUSED: Text(vi="Tạm dừng chờ người dân", en="Paused for the citizen"),
    stay.RESUMED: Text(vi="Người dân đã bổ sung", en="The citizen has answered"),
    stay.TRANSFERRED_OUT: Text(vi="Chuyển đi", en="Transferred out"),
    stay.CORRECTED: Text(vi="Đã sửa sai sót", en="Error corrected"),
    stay.REFUSED_AT_RECEPTION: Text(vi="Từ chối tiếp nhận", en="Refused at reception"),
}
JUDGED = {
    stay.EARLY: ("done", Text(vi="Trước hạn", en="Early")),
    stay.ON_TIME: ("ontime", Text(vi="Đúng hạn", en="On time")),
    stay.LATE: ("late", Text(vi="Quá hạn", en="Late")),
    stay.NO_TERM: ("neutral", Text(vi="Không có thời hạn", en="No term")),
}
"""The sign and the word of what was done in time or not."""
