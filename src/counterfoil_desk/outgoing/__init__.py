"""Requests to addresses that users gave: none of them reaches the inner network, whatever a name answers and when."""
