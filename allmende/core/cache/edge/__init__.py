"""The page edge: answers that are kept in memory, ready for the wire.

An anonymous request has a key (``keys``); an answer that may be kept becomes a copy (``copies``)
in the store (``store``). A copy is true until its moment has come or one of its tags has moved.
"""
