"""What is behind Flask's proxies, for what a page asks some two hundred times.

`vars(g).get(name)` finds the request anew at every question, which takes ten times as long as the answer.
"""

from collections.abc import Callable
from typing import Any, cast

from flask import Flask, current_app, g
from werkzeug.local import LocalProxy

application: Callable[[], Flask] = cast(LocalProxy[Flask], current_app)._get_current_object
"""The running application; raises RuntimeError outside of one."""
_globals: Callable[[], Any] = cast(LocalProxy[Any], g)._get_current_object


def found_out() -> dict[str, Any]:
    """What this request has found out of itself by name, to be read and added to: what `flask.g` holds."""
    found: dict[str, Any] = vars(_globals())
    return found
