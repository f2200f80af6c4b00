"""Reads of the workshop: for administrators; what was published is open to all."""
