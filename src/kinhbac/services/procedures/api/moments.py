"""Moments in JSON: ISO 8601 with Vietnam's offset, whatever zone the database answers in."""

from datetime import datetime
from typing import Annotated

from pydantic import PlainSerializer, WithJsonSchema

from kinhbac.base.clock import HCM

Moment = Annotated[
    datetime,
    PlainSerializer(lambda at: at.astimezone(HCM).isoformat(), return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-04-29T16:10:00+07:00"]}),
]
