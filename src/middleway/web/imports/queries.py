"""How far an import is."""

from middleway.web.accounts.models import Account
from middleway.web.imports.models import Import


def of(account: Account) -> Import | None:
    """Return the import under way, or what the last one brought."""
    return Import.objects.filter(account=account).first()
