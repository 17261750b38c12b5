"""Fills a form as a person does: field by field, with what an entry holds."""

from __future__ import annotations


def fill(container, tree):
    """Put every value of ``tree`` into the fields of ``container``, a locator."""
    for name, value in tree.items():
        if name == "kind":
            continue  # the form's own
        # Of the container itself, not of a record in it.
        _put(container.locator(f"[data-field='{name}']:not(:scope [data-row] *)").first, value)


def _put(place, value):
    folded = place.locator("xpath=ancestor::details[not(@open)]")
    if folded.count():
        folded.first.locator("summary").click()
    control = place.get_attribute("data-control")
    if control == "records":
        _records(place, value)
    elif control == "record":
        fill(place.locator("[data-row]"), value)
    elif control == "marks":
        for mark, word in value.items():
            place.locator(f"[data-mark='{mark}'] select").select_option(word)
    elif place.locator("input[type=checkbox]").count():
        for box in place.locator("input[type=checkbox]").all():
            box.set_checked(box.get_attribute("value") in value)
    elif place.locator("select").count():
        place.locator("select").select_option(value)
    else:
        field = place.locator("input, textarea").first
        if isinstance(value, list):
            field.fill(("\n" if control == "lines" else "、").join(value))
        else:
            field.fill(value.replace(" ", "T") if control == "time" else value)


def _records(place, rows):
    have = place.locator("[data-rows] > [data-row]")
    while have.count() < len(rows):
        place.locator("[data-add]").click()
    for number, row in enumerate(rows):
        fill(have.nth(number), row)
