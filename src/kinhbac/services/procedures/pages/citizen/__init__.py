"""Citizens' pages: home, a procedure, the form page by page, checking and sending it, dossiers, letters, looking up."""
