"""The desk of maintainers, `/desk`: off unless DESK_PASSWORD_HASH is set. In English only: it is nobody else's page."""
