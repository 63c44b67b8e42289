"""People who sign in: how, in which language, and what keeps guessers out."""
