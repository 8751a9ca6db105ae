"""How often the coach is right: models with one known mistake, and good ones, trained small for tasks of the bank."""
