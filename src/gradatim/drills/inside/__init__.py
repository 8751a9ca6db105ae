"""Files that are copied into the sandbox beside a learner's answer. They import nothing of Gradatim."""
