"""The whole path from a purchase log to a ranked list of clients, as one command."""
