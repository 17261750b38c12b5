"""Our verdict on a signature held against stock OpenSSH's: never wider, narrower where listed."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode

import pytest
from tests.store import stock
from tests.store.stock import TEXT

from taizhang.model.messages import words
from taizhang.store.sshsig import (
    NAMESPACE,
    BadSignatureError,
    from_armor,
    read_signature,
    sign,
    to_armor,
    why_not,
)
from taizhang.store.sshwire import packed

SIG_LENGTH = 252


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def ours():
    return stock.new_signer()


@pytest.fixture(scope="module")
def theirs(folder):
    return stock.make(folder)


def why(sig, key, text=TEXT):
    return why_not(text, sig, [key])


@stock.needed
def test_ssh_keygen_takes_what_we_sign(folder, ours):
    sig = sign(TEXT, ours)
    assert len(sig) == SIG_LENGTH
    assert why(sig, ours.key) == ""
    assert stock.takes_line(folder, sig, ours.key)


@stock.needed
@pytest.mark.parametrize("hash_name", ["sha512", "sha256"])
def test_we_take_what_ssh_keygen_signs(folder, theirs, hash_name):
    path, key = theirs
    sig = stock.line(path, hash_name=hash_name)
    assert why(sig, key) == ""
    assert read_signature(sig).hash_name == hash_name
    assert stock.takes_line(folder, sig, key)


@stock.needed
def test_the_same_key_and_text_give_the_same_bytes_in_both(theirs):
    from taizhang.store.keys import unlock

    path, _ = theirs
    assert sign(TEXT, unlock(path, str)) == stock.line(path)


def blob(signer, *, text=TEXT, **change):
    """A signature built part by part, so that each part can be another."""
    space = change.get("namespace", NAMESPACE).encode()
    name = change.get("hash_name", "sha512")
    digest = hashlib.new(change.get("hashed_with", name), text.encode()).digest()
    signed = b"SSHSIG" + packed(space) + packed(b"") + packed(name.encode()) + packed(digest)
    raw = packed(b"ssh-ed25519") + packed(signer.sign(signed))
    return (
        change.get("magic", b"SSHSIG")
        + change.get("version", 1).to_bytes(4, "big")
        + packed(change.get("key", stock.blob_of(signer.key)))
        + packed(space)
        + packed(change.get("reserved", b""))
        + packed(name.encode())
        + packed(change.get("signature", raw) + change.get("inner", b""))
        + change.get("tail", b"")
    )


def one_line(data):
    return b64encode(data).decode()


BLOBS = {
    "as it should be": ({}, "", True),
    "sha256": ({"hash_name": "sha256"}, "", True),
    "another namespace": ({"namespace": "git"}, "sig-namespace", False),
    "no namespace": ({"namespace": ""}, "sig-namespace", False),
    "another version": ({"version": 2}, "sig-version", False),
    "another magic": ({"magic": b"SSHSAG"}, "sig-malformed", False),
    "a hash too short": ({"hash_name": "sha1"}, "sig-hash", False),
    "a hash by another name": ({"hash_name": "SHA512", "hashed_with": "sha512"}, "sig-hash", False),
    "bytes after it": ({"tail": b"\0"}, "sig-malformed", False),
    "a second one after it": ({"tail": b"SSHSIG"}, "sig-malformed", False),
    "bytes after the inner one": ({"inner": b"\0"}, "sig-malformed", False),
    "half a signature": ({"signature": packed(b"ssh-ed25519") + packed(b"x" * 32)}, "sig-malformed", False),
    "another inner type": ({"signature": packed(b"ssh-rsa") + packed(b"x" * 64)}, "sig-malformed", False),
    "no signature": ({"signature": b""}, "sig-malformed", False),
    "a key too short": ({"key": packed(b"ssh-ed25519") + packed(b"x" * 31)}, "sig-malformed", False),
    "something reserved": ({"reserved": b"x"}, "sig-malformed", True),
}  # fmt: skip
"""Parts changed, our code, and whether OpenSSH takes it."""


@stock.needed
@pytest.mark.parametrize(("change", "code", "stock_takes"), BLOBS.values(), ids=BLOBS)
def test_a_blob_is_judged_part_by_part(folder, ours, change, code, stock_takes):
    sig = one_line(blob(ours, **change))
    assert why(sig, ours.key) == code
    assert stock.takes_line(folder, sig, ours.key) is stock_takes
    assert code or stock_takes, "never wider than OpenSSH"


@stock.needed
def test_another_text_another_person_and_another_key_are_refused(folder, ours):
    sig = sign(TEXT, ours)
    other = stock.new_signer()
    altered = TEXT.replace("同意", "退回")
    assert why(sig, ours.key, altered) == "sig-differs"
    assert why(sig, other.key) == "sig-other-key"
    assert why_not(TEXT, sig, []) == "sig-other-key"
    assert not stock.takes_line(folder, sig, ours.key, text=altered)
    assert not stock.takes_line(folder, sig, other.key)
    assert not stock.takes_line(folder, sig, ours.key, who="li.na")


@stock.needed
def test_a_key_named_in_the_blob_is_not_believed(folder, ours):
    """Another person's key put into the blob of one's own signature."""
    victim = stock.new_signer()
    sig = one_line(blob(ours, key=stock.blob_of(victim.key)))
    assert why(sig, victim.key) == "sig-differs"
    assert not stock.takes_line(folder, sig, victim.key)


def test_no_bit_can_be_changed(ours):
    good = b64decode(sign(TEXT, ours))
    for place in range(8 * len(good)):
        data = bytearray(good)
        data[place // 8] ^= 1 << place % 8
        assert why(one_line(bytes(data)), ours.key).startswith("sig-"), place


def test_no_part_of_it_is_enough(ours):
    data = b64decode(sign(TEXT, ours))
    assert {why(one_line(data[:count]), ours.key) for count in range(1, len(data))} == {
        "sig-malformed"
    }


@stock.needed
@pytest.mark.parametrize(("count", "grown"), [(188, b""), (100, b""), (189, b"\0")])
def test_openssh_refuses_a_cut_or_longer_one_too(folder, ours, count, grown):
    data = b64decode(sign(TEXT, ours))[:count] + grown
    assert not stock.takes_line(folder, one_line(data), ours.key)


@stock.needed
@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_only_ed25519_counts(folder, kind):
    path, key = stock.make(folder, kind)
    sig = stock.line(path)
    assert stock.takes_line(folder, sig, key), "OpenSSH takes it"
    assert why(sig, key) in {"sig-key-type", "sig-not-base64"}
    with pytest.raises(BadSignatureError):
        read_signature(sig)


@stock.needed
def test_a_token_is_refused_even_untouched(folder, ours):
    """Signed in software, as by a token nobody touched: OpenSSH takes that, we do not."""
    kind, application, flags, counter = b"sk-ssh-ed25519@openssh.com", b"ssh:", b"\0", bytes(4)
    key = packed(kind) + packed(stock.blob_of(ours.key)[-32:]) + packed(application)
    digest = hashlib.sha512(TEXT.encode()).digest()
    signed = (
        b"SSHSIG" + packed(NAMESPACE.encode()) + packed(b"") + packed(b"sha512") + packed(digest)
    )
    said = hashlib.sha256(application).digest() + flags + counter + hashlib.sha256(signed).digest()
    inner = packed(kind) + packed(ours.sign(said)) + flags + counter
    sig = one_line(blob(ours, key=key, signature=inner))
    text = f"{kind.decode()} {one_line(key)}"
    assert stock.takes_line(folder, sig, text)
    assert why(sig, text) == "sig-key-type"


ARMOUR = {
    "as written": (lambda text: text, True, True),
    "CRLF": (lambda text: text.replace("\n", "\r\n"), True, False),
    "narrow": (lambda text: rewrapped(text, 40), True, True),
    "one long line": (lambda text: rewrapped(text, 400), True, True),
    "blank around": (lambda text: f"\n{text}\n\n", True, False),
    "no end": (lambda text: text.replace("END", "EXIT"), False, False),
    "no begin": (lambda text: text.split("\n", 1)[1], False, False),
    "another armour": (lambda text: text.replace("SSH SIG", "PGP SIG"), False, False),
    "nothing inside": (lambda text: rewrapped(text, 400).replace("U1NI", ""), False, False),
    "a line lost": (
        lambda text: "\n".join(text.split("\n")[:2] + text.split("\n")[3:]),
        False,
        False,
    ),
}
"""What is done to it, whether we take it, and whether OpenSSH takes the file as it is."""


def rewrapped(text, width):
    sig = from_armor(text)
    body = [sig[start : start + width] for start in range(0, len(sig), width)]
    return "\n".join([text.split("\n")[0], *body, "-----END SSH SIGNATURE-----", ""])


@stock.needed
@pytest.mark.parametrize(("change", "good", "stock_takes"), ARMOUR.values(), ids=ARMOUR)
def test_armour_may_be_broken_anywhere_but_not_damaged(folder, theirs, change, good, stock_takes):
    path, key = theirs
    text = change(stock.sign(path))
    try:
        code = why(from_armor(text), key)
    except BadSignatureError as bad:
        code = bad.code
    assert (code == "") is good
    assert stock.takes(folder, text, stock.allowing(key)) is stock_takes
    if good:
        assert stock.takes_line(folder, from_armor(text), key)


WRITTEN = {
    "a break": lambda sig: f"{sig[:70]}\n{sig[70:]}",
    "a blank at the end": lambda sig: f"{sig} ",
    "armour": to_armor,
    "another alphabet": lambda sig: sig.replace("/", "_").replace("+", "-") + "_",
    "no base64": lambda _: "已签",
    "filled up": lambda sig: f"{sig}====",
    "endless": lambda sig: sig * 100,
}


@pytest.mark.parametrize("change", WRITTEN.values(), ids=WRITTEN)
def test_a_file_holds_a_signature_in_one_way_only(ours, change):
    assert why(change(sign(TEXT, ours)), ours.key) == "sig-not-base64"


def test_unused_bits_of_base64_are_no_second_way(ours):
    data = b64decode(sign(TEXT, ours)) + b"\0"
    sig = one_line(data)
    assert sig.endswith("AA==")
    assert b64decode(f"{sig[:-3]}B==") == data
    assert why(f"{sig[:-3]}B==", ours.key) == "sig-not-base64"


def test_nothing_is_no_signature(ours):
    assert why("", ours.key) == "sig-missing"


def test_armour_and_one_line_are_the_same(ours):
    sig = sign(TEXT, ours)
    assert from_armor(to_armor(sig)) == sig
    assert from_armor(f"{sig}\n") == sig


@pytest.mark.parametrize(
    "code",
    [
        "sig-missing", "sig-not-base64", "sig-malformed", "sig-version", "sig-namespace", "sig-hash",
        "sig-key-type", "sig-other-key", "sig-differs", "sig-not-armor",
    ],
)  # fmt: skip
def test_every_code_has_words_without_blanks_to_fill(code):
    assert all(words(code, {}, "zh"))
    assert all(words(code, {}, "en"))
