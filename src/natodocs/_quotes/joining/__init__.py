"""Joining: passages and clauses -> quotations of one or more parts, and whose words go on."""
