"""Fields that no page asks, each with the reason: a contract test holds this list to the models."""

DERIVED: dict[str, str] = {
    "people.persons.*.key": "The program gives a key when a person is added; roles point by it.",
}
