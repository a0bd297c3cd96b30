"""What was learned: the weights of all models."""
