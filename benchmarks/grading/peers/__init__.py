"""Other graders, each in an environment of its own and in its own usual way."""
