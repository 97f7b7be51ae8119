"""Our `secrets`: only what needs no chance. What a model says must be the same on every run, and a secret must not."""

from hmac import compare_digest
from _refused import refuse

DEFAULT_ENTROPY = 32


def _refused(name):
    refuse(f"making secrets with `secrets.{name}` (a model gives the same result on every run, so that they could be "
           "guessed; for ids use `random` or `uuid`)")


def token_bytes(nbytes=None):
    _refused("token_bytes")


def token_hex(nbytes=None):
    _refused("token_hex")


def token_urlsafe(nbytes=None):
    _refused("token_urlsafe")


def randbelow(exclusive_upper_bound):
    _refused("randbelow")


def randbits(k):
    _refused("randbits")


def choice(sequence):
    _refused("choice")


class SystemRandom:
    def __init__(self, x=None):
        _refused("SystemRandom")
