"""Pages of procedures: of citizens, and of officers. Thin: parse, call a door, show."""
