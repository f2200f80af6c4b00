"""Notices: a person's message box, and an outbox folder in place of mail and SMS. Enter by `actions` and `reads`."""
