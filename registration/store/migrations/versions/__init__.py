"""Steps from one version of the tables to the next; the file of a step is never changed."""
