"""Our own HTTP side: `receiver` takes webhooks in, `control` serves the routes for scripts. Each
has a listener of its own, because a tunnel to the first makes everyone look like loopback."""
