"""Widgets only: values come in by methods, wishes go out by signals."""
