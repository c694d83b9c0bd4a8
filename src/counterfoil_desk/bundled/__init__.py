"""The database that comes along: PostgreSQL from a wheel, for a laptop where nobody has set DATABASE_URL."""
