"""Who gets which part: tables, and the accounts of the shares."""
