"""PostgreSQL as the desk uses it: each transaction says for whom it works, and no role may do more than it needs."""
