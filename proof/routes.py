"""The table: what every address of the site answers, to whom. An address without a row here fails the proof."""

from dataclasses import dataclass

# Roles. All but the last two are outside: whoever they were, they come to the door.
OUTSIDE = ("anonymous", "disabled", "stale", "half_in")
INSIDE = ("owner", "other")
ROLES = (*OUTSIDE, *INSIDE)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SAFE = ("GET", "HEAD", "OPTIONS")
STATES = ("existing", "deleted", "never")
FORM, PAGE, ACTION = ("GET", "HEAD", "POST"), ("GET", "HEAD"), ("POST",)


@dataclass(frozen=True, slots=True)
class Row:
    """One address. `get` and `post`: the status for whoever may; the post carries words and no other field."""

    methods: tuple[str, ...]
    who: str = "inside"  # or "anybody", "half_in"
    get: int = 200
    post: int = 422
    of: str = ""  # whose id is in the address: one of `world.ids`
    without: int = 404  # the status of a post for an id that is not one's own
    exempt: bool = False  # from the token of forms; why is said beside the view
    also: tuple[str | int, ...] = ()  # what else stands in the address, after the id


ROUTES = {
    "readings:read": Row(FORM, "anybody", post=200, exempt=True),
    "signin:start": Row(FORM, "anybody", get=302, post=302),
    "signin:join": Row(FORM, "anybody"),
    "signin:sign_in": Row(FORM, "anybody"),
    "signin:tokens": Row(PAGE),
    "signin:second": Row(FORM, "half_in"),
    "signin:passkey": Row(ACTION, "half_in"),
    "signin:recover": Row(FORM, "anybody"),
    "styles": Row(PAGE, "anybody"),
    "leave": Row(ACTION, "anybody", post=200, exempt=True),
    "lock": Row(ACTION, "anybody", post=302, exempt=True),
    "home:index": Row(PAGE),
    "home:more": Row(PAGE),
    "moments:index": Row(PAGE),
    "moments:page": Row(PAGE, also=(2,)),
    "search:index": Row(FORM),
    "settle:help": Row(PAGE, "anybody"),
    "settle:finder": Row(PAGE, "anybody", get=404),  # the operator keeps no list
    "care:aside": Row(PAGE),
    "care:with_nobody": Row(PAGE),
    "care:check_nobody": Row(FORM, post=302),
    "care:say_of_nobody": Row(ACTION, post=302),
    "care:with_person": Row(PAGE, of="person"),
    "care:check": Row(FORM, post=302, of="person"),
    "care:say": Row(ACTION, post=302, of="person"),
    "care:paper": Row(FORM, post=302, also=("safety",)),
    "care:let_go": Row(FORM, post=302, also=("safety",)),
    "languages:choose": Row(FORM, "anybody"),
    "settle:breathe": Row(PAGE, "anybody"),
    "settle:practice": Row(PAGE, "anybody", also=("five_senses",)),
    "settle:worker": Row(PAGE, "anybody"),
    "settle:phone": Row(PAGE, "anybody"),
    "settle:manifest": Row(PAGE, "anybody", also=("garden",)),
    "way:begin": Row(FORM, post=302),
    "way:remember": Row(FORM),
    "way:on": Row(PAGE, "anybody", get=302),
    "way:way": Row(PAGE, of="moment"),
    "way:whole": Row(PAGE, of="moment"),
    "way:sentence": Row(FORM, get=302, post=302, of="moment"),  # nothing is to be said there
    "way:back": Row(ACTION, post=302, of="moment"),
    "way:about": Row(FORM, post=302, of="moment"),
    "way:heat": Row(FORM, post=302, of="moment"),
    "way:step": Row(FORM, post=302, of="moment", also=("turn",)),
    "way:reading": Row(ACTION, post=200, of="moment"),
    "way:calendar": Row(PAGE, get=404, of="moment"),  # nothing was promised there
    "people:index": Row(PAGE),
    "people:add": Row(FORM),
    "people:change": Row(FORM, of="person"),
    "people:erase": Row(FORM, post=302, of="person"),
    "comfort:index": Row(PAGE),
    "comfort:add": Row(FORM, post=302),
    "comfort:change": Row(FORM, post=409, of="card"),  # the post does not say what its page showed
    "comfort:sound": Row(PAGE, of="card"),
    "comfort:erase": Row(FORM, post=302, of="card"),
    "patterns:index": Row(PAGE),
    "patterns:of_nobody": Row(PAGE),
    "patterns:of_nobody_over": Row(PAGE, also=("year",)),
    "patterns:say_of_nobody": Row(ACTION, post=422),
    "patterns:paper_of_nobody": Row(PAGE),
    "patterns:of_person": Row(PAGE, of="person"),
    "patterns:of_person_over": Row(PAGE, of="person", also=("year",)),
    "patterns:say": Row(ACTION, post=422, of="person"),
    "patterns:paper": Row(PAGE, of="person"),
    "practices:index": Row(PAGE),
    "practices:practice": Row(PAGE, also=("both_hands",)),
    "weeks:index": Row(PAGE),
    "weeks:more": Row(PAGE),
    "weeks:part": Row(FORM, post=302, also=(3,)),
    "sample:index": Row(PAGE),
    "sample:begin": Row(ACTION, post=302),
    "sample:take_away": Row(ACTION, post=302),
    "moments:write": Row(FORM, post=302),
    # A page makes up the id of its draft, so an id that nobody has is one's own; one that somebody has is "not found".
    "moments:draft": Row(FORM, post=204, of="draft", without=204),
    "moments:let_go": Row(ACTION, post=302, of="draft", without=302),
    "drafts:save": Row(ACTION, post=403),  # the post does not say on whose page it was typed
    "drafts:let_go": Row(ACTION, post=404),
    "drafts:show": Row(PAGE, of="form_draft"),
    "moments:show": Row(PAGE, of="moment"),
    "moments:edit": Row(FORM, post=409, of="moment"),  # so here
    "moments:erase": Row(FORM, post=302, of="moment"),
    "security:index": Row(PAGE),
    "security:passphrase": Row(FORM),
    "security:everything": Row(FORM),
    "security:code": Row(FORM),
    "security:no_code": Row(FORM),
    "security:one_time": Row(FORM),
    "security:passkey": Row(FORM),
    "security:no_steps": Row(FORM),
    "security:browser": Row(FORM),
    "security:forget_browsers": Row(ACTION, post=302),
    "security:end_others": Row(ACTION, post=302),
    "security:zone": Row(FORM, post=302),
    "security:seen": Row(ACTION, post=302),
    "security:idle": Row(FORM),
    "export:export": Row(FORM),
    "export:plain": Row(FORM),
    "imports:bring_in": Row(FORM),
    "imports:on": Row(PAGE, get=302),  # nothing is on its way in
    "imports:stop": Row(ACTION, post=302),
    "export:delete": Row(FORM),
    "operations:alive": Row(PAGE, "anybody"),
    "operations:ready": Row(PAGE, "anybody"),
}


def expected(row: Row, role: str, method: str, state: str, *, token: bool) -> int:
    """Return the status that the table promises."""
    if method not in SAFE and not token and not row.exempt:
        return 403
    if row.who == "inside" and role not in INSIDE:
        # Words that were typed before the session ended are on the page of the door, not behind a redirect.
        return 403 if method == "POST" else 302
    if method not in row.methods:
        return 405
    if row.who == "half_in" and role != "half_in":
        return 404
    return _of_the_view(row, role, method, state)


def _of_the_view(row: Row, role: str, method: str, state: str) -> int:
    if row.of and not (role == "owner" and state == "existing"):
        return 404 if method != "POST" else row.without
    return row.post if method == "POST" else row.get
