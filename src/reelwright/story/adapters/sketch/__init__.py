"""The sketch writer: a narrative planner that invents, plans and writes series on this machine."""
