"""A whole Gatehouse on this machine: the real server, and nodes with a real sshd and the real agent.

`./dev run` shows it to a person, the system tests measure it. Python's standard library only.
"""
