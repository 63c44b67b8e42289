"""Stands between a site and a real server: passes on what it is told, slowly or over TLS."""

import select
import socket
import ssl
import threading
from contextlib import suppress
from time import sleep


class Relay:
    """`heard`: what visitors said, in the clear. Answers wait for so many `seconds`."""

    def __init__(
        self, url: str, *, seconds: float = 0.0, tls: ssl.SSLContext | None = None
    ) -> None:
        self.seconds = seconds
        self.heard: list[bytes] = []
        self._tls = tls
        self._target = ("127.0.0.1", int(url.rsplit(":", 1)[1]))
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def asked(self) -> int:
        return len(self.heard)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                visitor, _address = self._listener.accept()
                threading.Thread(target=self._serve, args=[visitor], daemon=True).start()

    def _serve(self, visitor: socket.socket) -> None:
        with suppress(OSError), visitor, socket.create_connection(self._target) as server:
            if self._tls:
                visitor = self._tls.wrap_socket(visitor, server_side=True)
            with visitor:
                while True:
                    for source in self._ready(visitor, server):
                        piece = source.recv(1 << 20)
                        if not piece:
                            return
                        if source is visitor:
                            self.heard.append(piece)
                            server.sendall(piece)
                        else:
                            sleep(self.seconds)
                            visitor.sendall(piece)

    @staticmethod
    def _ready(visitor: socket.socket, server: socket.socket) -> list[socket.socket]:
        if isinstance(visitor, ssl.SSLSocket) and visitor.pending():
            return [visitor]
        return select.select([visitor, server], [], [])[0]

    def close(self) -> None:
        self._listener.close()
