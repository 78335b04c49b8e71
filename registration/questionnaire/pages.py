"""All pages of the questionnaire in their order."""

from registration.questionnaire.about_address import ADDRESS
from registration.questionnaire.about_filing import APPLICANT, FILED
from registration.questionnaire.about_meeting import BEFORE
from registration.questionnaire.about_minutes import AFTERWARDS
from registration.questionnaire.about_people import INITIATIVE, PASSPORTS, PEOPLE
from registration.questionnaire.about_place import PLACE
from registration.questionnaire.about_result import AFTER
from registration.questionnaire.about_tos import BEGINNING, NAME
from registration.questionnaire.about_work import ORGANS, WORK
from registration.questionnaire.for_consultant import CONSULTANT
from registration.questionnaire.for_first_days import FIRST_DAYS
from registration.questionnaire.for_papers import PAPERS
from registration.questionnaire.page import Page

PAGES: tuple[Page, ...] = (
    *BEGINNING,
    *PLACE,
    *NAME,
    *PEOPLE,
    *INITIATIVE,
    *BEFORE,
    *AFTERWARDS,
    *ORGANS,
    *WORK,
    *ADDRESS,
    *APPLICANT,
    *PASSPORTS,
    *FILED,
    *AFTER,
    *CONSULTANT,
    *PAPERS,
    *FIRST_DAYS,
)
BY_ID: dict[str, Page] = {page.id: page for page in PAGES}
