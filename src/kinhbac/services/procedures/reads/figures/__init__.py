"""Figures as they may be seen: counted by the database over stays, within the offices where the viewer holds a post."""
