"""Addresses of the counter, and of the page where a person sees who opened her record there."""

from django.urls import path

from kinhbac.services.procedures.pages.citizen import record
from kinhbac.services.procedures.pages.counter import (
    form,
    front,
    guidance,
    handover,
    helping,
    mandates,
    people,
    quick,
)

urlpatterns = [
    path("counter", front.front, name="counter"),
    path("counter/people", people.enrol, name="counter_enrol"),
    path("counter/people/<uuid:person>", people.person, name="counter_person"),
    path("counter/people/<uuid:person>/mandate", mandates.mandate, name="counter_mandate"),
    path("counter/people/<uuid:person>/reason", people.reason, name="counter_reason"),
    path("counter/forms/<uuid:application>", form.counter_form, name="counter_form"),
    path("counter/forms/<uuid:application>/discard", form.counter_discard, name="counter_discard"),
    path("counter/forms/<uuid:application>/files/<uuid:file>", form.counter_file, name="counter_file"),
    path("counter/help", helping.take, name="counter_help"),
    path("counter/forms/<uuid:application>/back", helping.back, name="counter_give_back"),
    path("counter/received/<str:code>", front.received, name="counter_received"),
    path("counter/quick", quick.quick, name="counter_quick"),
    path("counter/guidance", guidance.guidance, name="counter_guidance"),
    path("counter/handover", handover.handover, name="counter_handover"),
    path("record", record.record, name="record"),
    path("counter/handover/<str:office>", handover.handover_sheet, name="counter_handover_sheet"),
]
