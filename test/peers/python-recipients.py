"""Visible recipients of messages, as Python's email package sees them.

Paths come in on standard input, one a line; one JSON object a message goes out:
{"path", "compat": [address…], "policy": [address…] | null}, each list sorted, unique, case-folded.
`compat`: email.utils.getaddresses over the raw fields. `policy`: the header registry of policy.default; null if it raises.
"""
import email
import email.message
import email.policy
import json
import sys
from email.utils import getaddresses

FIELDS = ("to", "cc", "resent-to", "resent-cc")


def key(address):
    local, at, domain = address.strip().rpartition("@")
    # The dot of the root names the same host (RFC 1034 section 3.1).
    domain = domain[:-1] if domain.endswith(".") else domain
    return f"{local}@{domain}".casefold() if at and local and domain else None


def compat(message):
    found = set()
    for name in FIELDS:
        values = [str(value) for value in message.get_all(name, [])]
        found.update(filter(None, (key(address) for _, address in getaddresses(values))))
    return sorted(found)


def policy(message):
    found = set()
    try:
        for name in FIELDS:
            for value in message.get_all(name, []):
                for address in value.addresses:
                    found.add(key(f"{address.username}@{address.domain}"))
    except Exception:
        return None
    return sorted(found - {None})


for line in sys.stdin:
    path = line.rstrip("\n")
    with open(path, "rb") as file:
        raw = file.read()
    print(json.dumps({
        "path": path,
        "compat": compat(email.message_from_bytes(raw)),
        "policy": policy(email.message_from_bytes(raw, policy=email.policy.default)),
    }))
