"""What is alive while the program runs: QObjects of the GUI thread, QtCore only.

Facts go up as signals that carry batches of frozen values; wishes come down as method calls.
"""
