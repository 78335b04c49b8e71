"""All pages of the questionnaire in their order."""

from registration.questionnaire.about_meeting import AFTERWARDS, BEFORE
from registration.questionnaire.about_people import INITIATIVE, PEOPLE
from registration.questionnaire.about_place import PLACE
from registration.questionnaire.about_tos import BEGINNING, NAME
from registration.questionnaire.page import Page

PAGES: tuple[Page, ...] = (
    *BEGINNING,
    *PLACE,
    *NAME,
    *PEOPLE,
    *INITIATIVE,
    *BEFORE,
    *AFTERWARDS,
)
BY_ID: dict[str, Page] = {page.id: page for page in PAGES}
