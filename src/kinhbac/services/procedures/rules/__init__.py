"""The rules of dossiers: pure. A state, a command and what is known go in; a decision or a refusal comes out."""
