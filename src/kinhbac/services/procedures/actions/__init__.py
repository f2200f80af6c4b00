"""Actions of procedures: filling in and submitting a form, and the acts of officers on a dossier."""
