"""What the vocabulary tells whoever listens."""

from django.dispatch import Signal

# Terms were renamed, moved, merged or deleted in a way that no save of theirs tells.
# Arguments: references, a list such as ["country=ge", "organisation=public-service-hall"].
terms_changed = Signal()
