"""Addresses of the desk. A dash stands before what is no case, so that no code can be taken for it."""

from django.urls import path

from kinhbac.tools.desk.pages import bulk, desk, hand, staff, team

urlpatterns = [
    path("desk", desk.desk, name="desk"),
    path("desk/-/keys", desk.keys, name="desk_keys"),
    path("desk/-/hand", hand.hand_item, name="desk_hand"),
    path("desk/-/bulk", bulk.begin, name="desk_bulk_begin"),
    path("desk/-/bulk/<uuid:bulk>", bulk.show, name="desk_bulk"),
    path("desk/-/bulk/<uuid:bulk>/confirm", bulk.confirm, name="desk_bulk_confirm"),
    path("desk/-/team", team.team, name="desk_team"),
    path("desk/-/team/leave", team.leave, name="desk_leave"),
    path("desk/-/team/leave/end", team.end_leave, name="desk_leave_end"),
    path("desk/-/staff", staff.staff, name="desk_staff"),
    path("desk/-/staff/add", staff.add, name="desk_staff_add"),
    path("desk/-/staff/end", staff.end, name="desk_staff_end"),
    path("desk/-/staff/move", staff.move, name="desk_staff_move"),
    path("desk/-/team/hand-over", team.hand_over, name="desk_hand_over"),
]
