"""Tests of the official blank: the blanks are drawn here, by hands of their own."""
