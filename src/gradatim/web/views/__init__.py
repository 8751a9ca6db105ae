"""What the pages show, as Pydantic models: no HTML. A model is also the page's JSON twin, so it holds no secret."""
