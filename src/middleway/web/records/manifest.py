"""The owner's sealed list of rows. Comparing it with what is stored shows rows that were put back, removed or added."""

from datetime import timedelta

from django.apps import apps
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from middleway.vault import Differing, Manifest, NotOpened, Vault, open_manifest, seal_manifest
from middleway.web.accounts import notices
from middleway.web.accounts.models import Account
from middleway.web.records.models import SealedRow

TOLD_FOR = timedelta(days=30)
# A list that had to be made anew holds this row, which is never stored, with the day as its revision: whoever can write
# to the database can remove a notice, but not this.
_ANEW = bytes(16)


def kinds() -> list[type[SealedRow]]:
    """Return every model whose rows the owner keeps."""
    return [model for model in apps.get_models() if issubclass(model, SealedRow) and not model.is_passing]


def kind_of(table: str) -> type[SealedRow]:
    """Return the model that envelopes and archives call so. Raises LookupError."""
    found = {kind.table_name(): kind for kind in kinds()}
    return found[table]


def differing(vault: Vault) -> Differing:
    """Compare what is stored with the owner's list. Raises NotOpened."""
    account = Account.objects.get(pk=vault.record.owner)
    listed, rows = _listed(account, vault), _stored(account)
    made_anew = listed.revisions.get(_ANEW, 0)
    if made_anew and made_anew + TOLD_FOR.days < timezone.localdate().toordinal():
        rows[_ANEW] = made_anew
    return listed.differing(rows)


def _stored(account: Account) -> dict[bytes, int]:
    """Return id and revision of every row. Ids are read as text, because Django would make a UUID of each."""
    as_text = Cast("pk", TextField())
    return {
        bytes.fromhex(pk.replace("-", "")): revision
        for kind in kinds()
        for pk, revision in kind._default_manager.filter(account=account).values_list(as_text, "revision")
    }


def save(
    account: Account, vault: Vault, *, changed: dict[bytes, int] | None = None, gone: frozenset[bytes] = frozenset()
) -> None:
    """Seal and save the list with rows `changed` (to revision) and `gone`, in the transaction that changes them."""
    manifest = _listed_or_anew(account, vault).saved(changed or {}, gone)
    account.manifest, account.manifest_count = seal_manifest(vault, manifest), manifest.counter
    account.save(update_fields=["manifest", "manifest_count"])


def _listed_or_anew(account: Account, vault: Vault) -> Manifest:
    """Return the owner's list. One damaged from outside is made anew from the stored rows, and a notice says so."""
    try:
        return _listed(account, vault)
    except NotOpened:
        notices.add(account, "list")
        return Manifest(account.manifest_count, {**_stored(account), _ANEW: timezone.localdate().toordinal()})


def _listed(account: Account, vault: Vault) -> Manifest:
    if not account.manifest:
        if account.manifest_count:
            raise NotOpened
        return Manifest(0, {})
    return open_manifest(vault, bytes(account.manifest), account.manifest_count)
