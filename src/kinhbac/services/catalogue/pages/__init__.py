"""Pages of the workshop: thin, for administrators, without a script."""
