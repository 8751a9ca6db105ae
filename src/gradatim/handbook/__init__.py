"""The handbooks, generated from blueprint, bank and settings.

The prose is a Markdown template for each handbook; numbers and lists come from `exam_facts.py` and `setup_facts.py`.
From the Markdown come the HTML page (`html.py`) and the PDF (`pdf.py`), so both always say the same.
"""
