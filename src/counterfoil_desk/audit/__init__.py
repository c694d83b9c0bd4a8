"""The audit log: every act is an entry, written with the act itself, sealed into one chain, changed by nobody."""
