"""Why the control routes refuse a request before it becomes a wish."""

from __future__ import annotations

from evodesk.errors import EvodeskError


class Unauthorized(EvodeskError):
    """No token, or a wrong one."""

    code = "unauthorized"


class FromPage(EvodeskError):
    """A browser names the page that asks; a script has none."""

    code = "from_page"


class NoSuchRoute(EvodeskError):
    """The path, or the method on it, is none of ours."""

    code = "no_such_route"


class BadBody(EvodeskError):
    """Not the JSON that the route takes. Values: field ("body": as a whole), expected."""

    code = "bad_body"


class TooBig(EvodeskError):
    code = "too_big"
