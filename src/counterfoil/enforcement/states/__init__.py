"""What can become of a case, an action, a notice, an order? One file to a kind: states, transitions, owners, exits."""
