"""The governance of dstack on a chain: Safe, timelock, DstackKms, DstackApp. See README.md."""
