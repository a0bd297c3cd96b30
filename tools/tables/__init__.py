"""What makes the tables of `src/natodocs/_rules/tables`, from the work of others."""
