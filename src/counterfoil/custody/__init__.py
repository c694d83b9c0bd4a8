"""What was seen, decided and done, so that anyone can check later that nothing of it was changed."""
