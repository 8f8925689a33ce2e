"""One visitor with cookies, over a real socket."""

import http.client
import re
from urllib.parse import urlencode

FAILED = (OSError, http.client.HTTPException)


class Visitor:
    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port, self.cookies = port, cookies or {}
        self.link: http.client.HTTPConnection | None = None
        self.headers, self.text = http.client.HTTPMessage(), ""  # of the last answer

    def ask(self, method: str, path: str, **form: str) -> int:
        """Return the status of the answer, which is read whole. Raises one of FAILED."""
        if self.link is None:
            self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Host": "localhost", "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if method == "POST":
            body = urlencode({**form, "csrfmiddlewaretoken": self.cookies.get("__Host-c", "")})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.link.request(method, path, body, headers)
        answer = self.link.getresponse()
        self.headers, self.text = answer.headers, answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0].strip('"')
        return answer.status

    def comes_back_with(self) -> dict[str, str]:
        """Return what the page of a full door sends along when it comes back by itself."""
        return dict(re.findall(r'name="(since)" value="([^"]+)"', self.text))

    def close(self) -> None:
        if self.link:
            self.link.close()
