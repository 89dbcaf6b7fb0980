"""How fast evodesk is, always against something live in the same run: `make bench [ONLY=NAME]`.

row         what one figure is and when it is good enough
registry    which files measure which rows
__main__    runs them, prints each figure as it comes, writes build/bench.json
peer        other processes that are spoken to by lines of JSON
programs/   those processes: the feeder, the references, and evodesk itself under measurement

Every other file measures one row, or some rows of one run. PROFILE.md tells what was found.
"""
