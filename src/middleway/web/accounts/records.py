"""A vault's record, to rows and back."""

from django.db import transaction
from django.db.models import Subquery

from middleway.vault import Cost, Record
from middleway.vault import Slot as VaultSlot
from middleway.web.accounts.models import Account, Server, Slot


def record_of(account: Account) -> Record:
    instance = Subquery(Server.objects.values("instance"))  # there is one server; each page asks for it with the slots
    slots = list(account.slots.annotate(instance=instance))
    return Record(
        account.pk,
        slots[0].instance if slots else server().instance,
        account.epoch,
        account.first_epoch,
        tuple(map(_slot, slots)),
        bytes(account.public_key),
        bytes(account.private_key),
        bytes(account.previous),
    )


@transaction.atomic
def store(account: Account, record: Record) -> None:
    """Save a whole record in one transaction: the one write that the specification asks for."""
    account.epoch, account.first_epoch = record.epoch, record.first_epoch
    account.public_key, account.private_key, account.previous = record.public_key, record.private_key, record.previous
    fields = ["epoch", "first_epoch", "public_key", "private_key", "previous"]
    account.save(force_insert=account._state.adding, update_fields=None if account._state.adding else fields)
    account.slots.exclude(kind__in=[slot.kind for slot in record.slots]).delete()
    for slot in record.slots:
        account.slots.update_or_create(
            kind=slot.kind,
            defaults={
                "verifier": slot.verifier,
                "sealed": slot.sealed,
                "salt": slot.salt,
                "pepper": slot.pepper,
                "memory": slot.cost.memory,
                "passes": slot.cost.passes,
                "lanes": slot.cost.lanes,
            },
        )


def server() -> Server:
    return Server.objects.get_or_create(number=1)[0]


def _slot(slot: Slot) -> VaultSlot:
    cost = Cost(slot.memory, slot.passes, slot.lanes)
    return VaultSlot(slot.kind, bytes(slot.verifier), bytes(slot.sealed), bytes(slot.salt), cost, slot.pepper)
