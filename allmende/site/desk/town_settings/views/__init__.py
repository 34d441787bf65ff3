"""Sheets of "Our town": take, do, answer."""
