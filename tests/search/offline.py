"""What must not wait for a server speaks to none."""

import socket
import threading
from contextlib import contextmanager


@contextmanager
def no_network(monkeypatch):
    """This thread may not open a connection, nor speak over one."""
    own = threading.get_ident()
    with monkeypatch.context() as patch:
        for name in ("connect", "connect_ex", "send", "sendall"):
            plain = getattr(socket.socket, name)

            def guarded(self, *args, plain=plain):
                assert threading.get_ident() != own, "the network was used"
                return plain(self, *args)

            patch.setattr(socket.socket, name, guarded)
        yield
