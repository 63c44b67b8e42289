"""Mail: written to a durable outbox by whoever has something to say, sent by a worker."""

from hub.mail.outbox import enqueue, enqueue_all

__all__ = ["enqueue", "enqueue_all"]
