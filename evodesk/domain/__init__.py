"""Frozen values that cross every border of the program; standard library only."""
