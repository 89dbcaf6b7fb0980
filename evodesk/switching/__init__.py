"""The exclusive switch: `target` and `plan` decide, `reconcile` and `switcher` perform."""
