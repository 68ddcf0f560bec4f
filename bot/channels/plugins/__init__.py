"""Plug-ins, as if they were platforms: a slot asks, an inbox row brings the answer.  Off unless they are set up.

What leaves and what does not is docs/plugins.md; what is made of an answer, handlers/talk/advised.py.
"""
