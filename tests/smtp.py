"""A mail server on this machine that can be down, be slow, refuse, and hang up."""

import socketserver
import threading
from email import message_from_bytes
from email.message import Message
from time import sleep


class MailServer:
    """Listens on a port of its own from `start` to `stop`; `received` is what it said yes to."""

    def __init__(self) -> None:
        self.received: list[Message] = []
        self.refusals: dict[str, str] = {}  # address: answer, such as "550 No such user"
        self.data_answers: list[str] = []  # one a message, then 250; "cut" takes it and hangs up
        self.delay = 0.0  # seconds before the answer to a message
        self.arrived = threading.Event()  # a message is here, not yet answered
        self.port = 0
        self._server: socketserver.ThreadingTCPServer | None = None

    def start(self) -> None:
        class Handler(Conversation):
            server_state = self

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", self.port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.received]


class Conversation(socketserver.StreamRequestHandler):
    server_state: MailServer

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self._say("354 go on")
                if not self._message():
                    return
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say(self._answer(word, line.decode()))

    def _answer(self, word: bytes, line: str) -> str:
        if word == b"RCPT":
            for address, answer in self.server_state.refusals.items():
                if f"<{address}>" in line:
                    return answer
        return "250 ok"

    def _message(self) -> bool:
        """Whether the conversation goes on."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        state = self.server_state
        state.arrived.set()
        sleep(state.delay)
        answer = state.data_answers.pop(0) if state.data_answers else "250 taken"
        if answer == "cut" or answer.startswith("250"):
            state.received.append(message_from_bytes(b"".join(lines)))
        if answer != "cut":
            self._say(answer)
        return answer != "cut"

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())
