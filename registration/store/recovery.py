"""The master key on paper: eighteen words that can be read out and typed back.

Each word is five letters, consonants and vowels in turn, and carries sixteen bits;
the last two words are a checksum, so a slip of the pen is noticed.
"""

import hashlib
import re
from pathlib import Path

from registration.store.vault import KEY_SIZE, StoreFault, write_key

_CONSONANTS = "бвгджзклмнпрстфш"
_VOWELS = "аиоу"
_CHECK_SIZE = 4
_WORDS = (KEY_SIZE + _CHECK_SIZE) // 2
_WORDS_IN_LINE = 6
_WORD = re.compile("[а-я]+")
# Position in the word → how many bits its letter carries.
_LETTERS = ((_CONSONANTS, 4), (_VOWELS, 2), (_CONSONANTS, 4), (_VOWELS, 2), (_CONSONANTS, 4))


def words_of(key: bytes) -> str:
    """Return the key as three lines of six words."""
    content = key + _checksum(key)
    words = [_word(int.from_bytes(content[at : at + 2])) for at in range(0, len(content), 2)]
    lines = (words[at : at + _WORDS_IN_LINE] for at in range(0, _WORDS, _WORDS_IN_LINE))
    return "\n".join(" ".join(line) for line in lines)


def key_of(text: str) -> bytes:
    """Read the words back; say which word is wrong, or that the whole does not agree."""
    words = _WORD.findall(text.lower())
    if len(words) != _WORDS:
        raise StoreFault(f"Нужно слов: {_WORDS}, а введено: {len(words)}.")
    content = b"".join(_number(word, at).to_bytes(2) for at, word in enumerate(words, start=1))
    key, check = content[:KEY_SIZE], content[KEY_SIZE:]
    if check != _checksum(key):
        raise StoreFault("Слова не сходятся между собой. Сверьте каждое слово с распечаткой.")
    return key


def restore_key(text: str, key_file: Path) -> None:
    """Write the key file anew from the printed words."""
    write_key(key_file, key_of(text))


def _checksum(key: bytes) -> bytes:
    return hashlib.sha256(b"recovery" + key).digest()[:_CHECK_SIZE]


def _word(number: int) -> str:
    letters = []
    for alphabet, bits in reversed(_LETTERS):
        letters.append(alphabet[number & ((1 << bits) - 1)])
        number >>= bits
    return "".join(reversed(letters))


def _number(word: str, at: int) -> int:
    if len(word) != len(_LETTERS):
        raise _wrong_word(at)
    number = 0
    for letter, (alphabet, bits) in zip(word, _LETTERS, strict=True):
        value = alphabet.find(letter)
        if value < 0:
            raise _wrong_word(at)
        number = (number << bits) | value
    return number


def _wrong_word(at: int) -> StoreFault:
    return StoreFault(f"Слово № {at} прочитано с ошибкой. Сверьте его с распечаткой.")
