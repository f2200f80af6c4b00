"""Reads of procedures. Every one takes a viewer; what the public may see is named in `published` and `lookup`."""
