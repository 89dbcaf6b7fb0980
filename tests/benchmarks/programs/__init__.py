"""Processes that a measurement starts; each tells what it saw in lines of JSON."""
