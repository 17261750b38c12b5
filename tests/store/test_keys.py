"""Key files: made for OpenSSH and by OpenSSH, closed to others, told apart from what is none."""

from __future__ import annotations

import pytest
from tests.store import stock
from tests.store.stock import TEXT

from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.store.keys import fingerprint, look, make_key, unlock
from taizhang.store.sshsig import sign

PASSPHRASE = "八个字以上的口令"  # noqa: S105 - of keys that live as long as a test


@pytest.fixture
def made(tmp_path):
    return make_key(tmp_path / "key", PASSPHRASE)


def code(error, work):
    with pytest.raises(error) as told:
        work()
    return told.value.code


def test_a_new_key_is_readable_by_its_owner_alone(made):
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert look(made.path) == made
    assert made.locked
    assert made.path.with_name("key.pub").read_text("utf-8") == f"{made.key}\n"


def test_two_keys_are_never_the_same(made, tmp_path):
    assert make_key(tmp_path / "other", PASSPHRASE).key != made.key


@stock.needed
def test_openssh_reads_our_key_file(made, tmp_path):
    done = stock.run("-y", "-P", PASSPHRASE, "-f", made.path)
    assert done.stdout.decode().split()[:2] == made.key.split()
    listed = stock.run("-l", "-f", made.path.with_name("key.pub")).stdout.decode()
    assert fingerprint(made.key) in listed
    assert stock.run("-y", "-P", "", "-f", made.path).returncode != 0


@stock.needed
def test_openssh_unlocked_signs_as_we_do(made, tmp_path):
    ours = sign(TEXT, unlock(made.path, lambda: PASSPHRASE))
    assert stock.run("-p", "-P", PASSPHRASE, "-N", "", "-f", made.path).returncode == 0
    assert stock.line(made.path) == ours


@stock.needed
@pytest.mark.parametrize("passphrase", ["", "an old passphrase"])
def test_a_key_of_openssh_serves_as_it_is(tmp_path, passphrase):
    path, key = stock.make(tmp_path, passphrase=passphrase)
    asked = []

    def ask():
        asked.append(path)
        return passphrase

    signer = unlock(path, ask)
    assert signer.key == key
    assert len(asked) == bool(passphrase)
    assert stock.takes_line(tmp_path, sign(TEXT, signer), key)


@stock.needed
@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_a_key_of_another_type_is_told(tmp_path, kind):
    path, _ = stock.make(tmp_path, kind)
    assert code(UsageProblem, lambda: look(path)) == "key-of-other-type"


def test_another_passphrase_does_not_unlock(made):
    assert (
        code(UsageProblem, lambda: unlock(made.path, lambda: "another")) == "key-passphrase-wrong"
    )
    assert code(UsageProblem, lambda: unlock(made.path, str)) == "key-passphrase-wrong"


def test_a_key_others_may_read_is_not_used(made):
    made.path.chmod(0o640)
    assert code(EnvironmentProblem, lambda: unlock(made.path, str)) == "key-open-to-others"


def test_a_file_there_already_is_left_alone(made):
    before = made.path.read_bytes()
    assert code(UsageProblem, lambda: make_key(made.path, PASSPHRASE)) == "key-there-already"
    assert made.path.read_bytes() == before


def test_no_half_is_left_where_a_public_file_is_in_the_way(tmp_path):
    (tmp_path / "key.pub").write_text("ssh-ed25519 of somebody", encoding="utf-8")
    assert code(UsageProblem, lambda: make_key(tmp_path / "key", PASSPHRASE)) == "key-there-already"
    assert not (tmp_path / "key").exists()


def test_a_short_passphrase_makes_nothing(tmp_path):
    assert (
        code(UsageProblem, lambda: make_key(tmp_path / "key", "7 signs")) == "key-passphrase-short"
    )
    assert not (tmp_path / "key").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "key"
    assert code(EnvironmentProblem, lambda: make_key(path, PASSPHRASE)) == "key-unwritable"


@pytest.mark.parametrize("count", [0, 10, 60, 200, 400])
def test_a_damaged_file_is_no_key(made, count):
    made.path.write_bytes(made.path.read_bytes()[:count])
    assert code(UsageProblem, lambda: look(made.path)) == "key-unreadable"


def test_the_public_file_is_no_private_key(made):
    path = made.path.with_name("key.pub")
    assert code(UsageProblem, lambda: look(path)) == "key-unreadable"


def test_a_public_half_put_into_anothers_file_is_noticed(made, tmp_path):
    """The public key stands in the clear; the private one inside decides."""
    from base64 import b64decode, b64encode

    other = make_key(tmp_path / "other", PASSPHRASE)
    lines = made.path.read_text("ascii").splitlines()
    data = b64decode("".join(lines[1:-1]))
    data = data.replace(stock.blob_of(made.key), stock.blob_of(other.key))
    made.path.write_text("\n".join([lines[0], b64encode(data).decode(), lines[-1], ""]), "ascii")
    assert look(made.path).key == other.key
    with pytest.raises(UsageProblem):
        unlock(made.path, lambda: PASSPHRASE)


def test_no_file_is_told_with_the_way_to_one(tmp_path):
    assert code(UsageProblem, lambda: look(tmp_path / "none")) == "key-not-there"
    assert code(UsageProblem, lambda: look(tmp_path)) == "cannot-open"
