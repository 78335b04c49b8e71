"""Proof of a package: what its papers state, where, on what ground, and whether they still do."""
