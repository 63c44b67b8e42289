"""Writing down what changed, in the transaction of the change, and waking the projector."""

from collections.abc import Callable, Iterable

from asgiref.local import Local
from django.db import transaction

from search.models import Outbox

EVERYTHING = ("",)  # keys of the scope that has none
_listeners: list[Callable[[], object]] = []
_request = Local()  # .waiting: None outside a request, else whether it left something


def listen(wake: Callable[[], object]) -> None:
    """Call `wake` after each commit that left something in the outbox; of a request's commits,
    once, and after its answer has been sent."""
    if wake not in _listeners:
        _listeners.append(wake)


def request_began() -> None:
    _request.waiting = False


def request_ended() -> None:
    waiting = getattr(_request, "waiting", None)
    forget_request()
    if waiting:
        _wake()


def forget_request() -> None:
    _request.waiting = None


def page_changed(page_id: int) -> None:
    _add(Outbox.Scope.PAGE, [str(page_id)])


def subtree_changed(page_id: int) -> None:
    """A page and all below it: their addresses or privacy changed."""
    _add(Outbox.Scope.SUBTREE, [str(page_id)])


def terms_changed(references: Iterable[str]) -> None:
    _add(Outbox.Scope.TERM, references)


def image_changed(image_id: int) -> None:
    """Works whose cover it is: the crop or the alternative text may be another."""
    _add(Outbox.Scope.IMAGE, [str(image_id)])


def everything_changed() -> None:
    _add(Outbox.Scope.EVERYTHING, EVERYTHING)


def pages_changed(page_ids: Iterable[int]) -> None:
    """For imports and bulk updates, which send no signal."""
    _add(Outbox.Scope.PAGE, [str(page_id) for page_id in page_ids])


def leave(scope: Outbox.Scope, keys: Iterable[str]) -> None:
    """Write down without waking anybody, for who works it off next."""
    Outbox.objects.bulk_create([Outbox(scope=scope, key=key) for key in keys], batch_size=500)


def _add(scope: Outbox.Scope, keys: Iterable[str]) -> None:
    leave(scope, keys)
    # Once for a transaction: an import saves many pages in each.
    if not any(entry[1] is _wake for entry in transaction.get_connection().run_on_commit):
        transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    if getattr(_request, "waiting", None) is not None:
        _request.waiting = True
        return
    for listener in _listeners:
        listener()
