"""Reads what a province says beside its procedures: how long unsent forms are kept, what people are reminded of."""
