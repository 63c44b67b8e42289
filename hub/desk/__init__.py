"""A country's desk: what its focal points see and what waits for them."""
