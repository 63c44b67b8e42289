"""Who may open what: every route of the site against every role."""
