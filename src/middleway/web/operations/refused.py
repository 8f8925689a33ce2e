"""The one error of operations: what happened, what is safe, what to do next."""


class Refused(Exception):
    """A sentence for whoever runs the server. What it refused to do, it did not do by half."""
