"""How often the coach is right about models that it was not made with."""
