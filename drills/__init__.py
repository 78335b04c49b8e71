"""Drills: the product under blows (killed processes, searched disks), with numbers as bars."""
