"""Events told to programs of others: signed, tried again, and kept where they could not be delivered."""
