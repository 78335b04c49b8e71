"""Word templates: what they may see, how they are filled, and whether they fit the model.

Rule of the folder: a template and a case give one DOCX; it knows nothing of packages.
"""
