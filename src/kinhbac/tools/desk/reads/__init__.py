"""What an officer is shown: her list, its counts, what she finds, and what became of many acts. All take a viewer."""
