"""The error of all operations. It says what happened, what is safe, and what to do next."""


class Refused(Exception):
    """Carries a message for whoever runs the server. What was refused was not done in part either."""
