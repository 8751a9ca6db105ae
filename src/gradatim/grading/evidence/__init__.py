"""What lies behind a score: which classes were confused, which rows went wrong, how the errors are spread.

Pure functions of stored predictions and hidden examples. They run outside the sandbox, when somebody looks at a result,
and ask the model nothing. What they return may hold hidden targets: who calls them decides who may see that.
"""
