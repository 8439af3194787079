"""What an EVM reads and writes: hashes, the ABI, typed signatures, transactions, refusals, compiled contracts."""
