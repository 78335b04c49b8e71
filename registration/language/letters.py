"""Capital and small letters of words that are changed or moved."""

NBSP = "\u00a0"


def upper_first(text: str) -> str:
    """«решили» → «Решили»."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """«Дата рождения» → «дата рождения»; an abbreviation («ТОС», «ИНН») stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def like(word: str, model: str) -> str:
    """Give a word the capitals of its model, part by part of a hyphenated one."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    if word.count("-") != model.count("-"):
        return upper_first(word) if model[:1].isupper() else word
    pairs = zip(word.split("-"), model.split("-"), strict=True)
    return "-".join(upper_first(part) if of[:1].isupper() else part for part, of in pairs)
