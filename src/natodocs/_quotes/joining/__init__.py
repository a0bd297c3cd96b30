"""Which passages are one quotation, and whose words go on."""
