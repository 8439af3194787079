"""The teller: a plain story becomes episodes without any model."""
