"""How easy a text is to read: Oborneva's formula for Russian, and the lengths of sentences."""

import re

_SENTENCE_END = re.compile(r"(?<=[.!?…])[»)]?\s+(?=[«(]?[А-ЯЁA-Z0-9])|\n+")
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)+|[А-Яа-яЁёA-Za-z0-9]+(?:-[А-Яа-яЁёA-Za-z0-9]+)*")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_VOWEL = re.compile(r"[аеёиоуыэюя]", re.IGNORECASE)
# A stop after one capital letter ends no sentence: «И. И. Попова», nor after «с.» and «ст.».
_SHORTENED = re.compile(r"\b([А-ЯЁ]|с|д|п|г|ул|ст|кв|им|рп|пгт)\.(?=\s[«А-ЯЁ0-9])")


def sentences(text: str) -> tuple[str, ...]:
    """Split a text into sentences; initials and shortened words do not end one."""
    joined = _SHORTENED.sub(r"\1", text)
    return tuple(part.strip() for part in _SENTENCE_END.split(joined) if part.strip())


def words(text: str) -> tuple[str, ...]:
    """Words and numbers of a text."""
    return tuple(_WORD.findall(text))


def syllables(word: str) -> int:
    """Count the vowels; a word without any is read as one syllable."""
    return max(1, len(_VOWEL.findall(word)))


def longest_sentence(text: str) -> int:
    """How many words the longest sentence has."""
    return max((len(words(sentence)) for sentence in sentences(text)), default=0)


def readability(text: str) -> float:
    """Score a text: about 100 is a fairy tale, 50 a newspaper, 0 an act of law."""
    spoken = [word for word in words(text) if _CYRILLIC.search(word)]
    if not spoken:
        return 100.0
    per_sentence = len(spoken) / len(sentences(text))
    per_word = sum(map(syllables, spoken)) / len(spoken)
    return 206.835 - 1.3 * per_sentence - 60.1 * per_word
