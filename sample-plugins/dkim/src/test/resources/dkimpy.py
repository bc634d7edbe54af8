#!/usr/bin/python3
"""Signs and verifies with dkimpy, without the net. Used by tests of several plugins.

  dkimpy.py verify KEYS MESSAGE...      a line "pass" or "fail" for each signature of each message, from the top
  dkimpy.py arc KEYS MESSAGE...         a line with the chain's cv for each message
  dkimpy.py sign OUT SELECTOR DOMAIN PEM HEADER/BODY MESSAGE [ALGORITHM] [length]   writes the signed message to OUT
  dkimpy.py variants OUT DOMAIN RSA-SELECTOR RSA-PEM ED-SELECTOR ED-SEED MESSAGE
                                        writes OUT/ALGORITHM-HEADER-BODY.eml for all of them
  dkimpy.py seal OUT SELECTOR DOMAIN PEM SRVID MESSAGE   writes the sealed message to OUT

KEYS holds lines "name record", as OpenDKIM's TestPublicKeys.
"""
import sys

import dkim

dkim.time.time = lambda: 1772366400  # the noon at which the tests take place


def records(file):
    with open(file, "rb") as lines:
        return dict(line.strip().split(b" ", 1) for line in lines if line.strip())


def content(file):
    with open(file, "rb") as octets:
        return octets.read()


def write(file, octets):
    with open(file, "wb") as out:
        out.write(octets)


def verify(keys, *messages):
    known = records(keys)
    for message in messages:
        mail = dkim.DKIM(content(message))
        count = sum(1 for name, _ in mail.headers if name.lower() == b"dkim-signature")
        for index in range(count):
            try:
                good = mail.verify(idx=index, dnsfunc=lambda name, timeout=5: known.get(name.rstrip(b".")))
            except dkim.DKIMException as bad:
                good = False
                print(bad, file=sys.stderr)
            print("pass" if good else "fail")


def arc(keys, *messages):
    known = records(keys)
    for message in messages:
        cv, _, reason = dkim.arc_verify(content(message), dnsfunc=lambda name, timeout=5: known.get(name.rstrip(b".")))
        print((cv or b"none").decode(), file=sys.stdout)
        print(reason, file=sys.stderr)


def sign(out, selector, domain, pem, forms, message, algorithm="rsa-sha256", length=""):
    mail = content(message)
    made = dkim.sign(
        mail, selector.encode(), domain.encode(), content(pem),
        canonicalize=tuple(form.encode() for form in forms.split("/")),
        signature_algorithm=algorithm.encode(), length=length == "length")
    write(out, made + mail)


def variants(out, domain, rsa, pem, ed, seed, message):
    mail = content(message)
    for selector, key, algorithm in ((rsa, pem, "rsa-sha256"), (ed, seed, "ed25519-sha256")):
        for header in ("simple", "relaxed"):
            for body in ("simple", "relaxed"):
                made = dkim.sign(
                    mail, selector.encode(), domain.encode(), content(key),
                    canonicalize=(header.encode(), body.encode()), signature_algorithm=algorithm.encode())
                write("%s/%s-%s-%s.eml" % (out, algorithm, header, body), made + mail)


def seal(out, selector, domain, pem, srvid, message):
    mail = content(message)
    made = dkim.arc_sign(
        mail, selector.encode(), domain.encode(), content(pem), srvid.encode(),
        include_headers=[b"from", b"to", b"subject", b"date", b"message-id"])
    write(out, b"".join(made) + mail)


globals()[sys.argv[1]](*sys.argv[2:])
