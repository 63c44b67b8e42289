"""Lists of works that a person keeps: in the browser, or with an account and shared."""
