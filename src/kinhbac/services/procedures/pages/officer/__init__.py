"""Officers' pages: the desk with its lists, a dossier with the acts of the moment, corrections, and what is printed."""
