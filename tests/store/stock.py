"""Stock OpenSSH as the second opinion: keys, signatures and verdicts by ``ssh-keygen``."""

from __future__ import annotations

import os
import shutil
import subprocess
from base64 import b64decode

import pytest

from taizhang.store.keys import FileSigner
from taizhang.store.sshsig import NAMESPACE, from_armor, to_armor

WHO = "zhang.wei"
TEXT = "舆情台账审批声明 v1\n台账：drill-ledger\n结论：同意\n"

needed = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen here")


def run(*words, feed=""):
    return subprocess.run(
        ["ssh-keygen", *map(str, words)], input=feed.encode(), capture_output=True, check=False
    )


def make(folder, kind="ed25519", passphrase=""):
    """A throw-away key file of ``kind``; its public line without a comment."""
    path = folder / f"key-{kind}"
    bits = ("-b", "2048") if kind == "rsa" else ()
    done = run("-q", "-t", kind, *bits, "-N", passphrase, "-C", "", "-f", path)
    assert done.returncode == 0, done.stderr
    return path, public(path)


def public(path):
    words = path.with_name(f"{path.name}.pub").read_text("utf-8").split()
    return " ".join(words[:2])


def sign(path, text=TEXT, namespace=NAMESPACE, hash_name="sha512"):
    """What ``ssh-keygen -Y sign`` wrote: armoured."""
    done = run(
        "-Y", "sign", "-q", "-n", namespace, "-O", f"hashalg={hash_name}", "-f", path, feed=text
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def line(path, **how):
    """The same on one line."""
    return from_armor(sign(path, **how))


def takes(folder, armour, allowed, *, text=TEXT, who=WHO, at=""):
    """Whether ``ssh-keygen -Y verify`` says Good; ``allowed`` is the file of allowed signers."""
    (folder / "allowed").write_text(allowed, encoding="utf-8")
    (folder / "sig").write_bytes(armour.encode())
    when = ("-O", f"verify-time={at}") if at else ()
    done = run(
        "-Y", "verify", "-f", folder / "allowed", "-I", who, "-n", NAMESPACE,
        "-s", folder / "sig", *when, feed=text,
    )  # fmt: skip
    return done.returncode == 0


def allowing(key, who=WHO):
    return f'{who} namespaces="{NAMESPACE}" {key}\n'


def takes_line(folder, sig, key, **how):
    return takes(folder, to_armor(sig), allowing(key), **how)


def new_signer():
    """A key that lives in memory alone."""
    return FileSigner(os.urandom(32))


def blob_of(key):
    return b64decode(key.split(" ")[1])
