"""How one film may use another, and what it owes for that."""
