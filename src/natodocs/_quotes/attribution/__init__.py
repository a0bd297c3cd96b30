"""Attribution: a passage and the reports of its sentence -> whose words it is."""
