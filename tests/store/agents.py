"""A real ssh-agent for a test, and a socket that answers what no agent should."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager

import pytest

needed = pytest.mark.skipif(shutil.which("ssh-agent") is None, reason="no ssh-agent here")


@contextmanager
def running(folder):
    """The socket of an agent of one's own; ended with the test."""
    address = str(folder / "agent")
    agent = subprocess.Popen(
        ["ssh-agent", "-D", "-a", address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(1500):
            if (folder / "agent").exists():
                break
            time.sleep(0.02)
        yield address
    finally:
        agent.terminate()
        agent.wait()


def add(address, *words):
    done = subprocess.run(
        ["ssh-add", "-q", *map(str, words)],
        env={"SSH_AUTH_SOCK": address, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def answering(folder, answer):
    """A socket that reads a request and sends ``answer``."""
    address = str(folder / "false-agent")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.bind(address)
        door.listen()

        def serve():
            line, _ = door.accept()
            with line:
                line.recv(65536)
                line.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield address
        thread.join(30)
