"""What a learner has shown, by which evidence, and what to practise next."""
