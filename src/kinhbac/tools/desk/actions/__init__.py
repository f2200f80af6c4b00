"""What writes: the projection of every act, taking and assigning, and many acts at once."""
