"""How things are done on a ledger once, and what happened there is known: outbox, index, our contracts set up."""
