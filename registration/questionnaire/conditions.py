"""When a page is asked: named conditions over what is known of a case so far."""

from collections.abc import Iterator

from registration.domain.case import Case
from registration.domain.charter import Audit, Executive, Membership
from registration.domain.filing import FilingRoute
from registration.domain.meeting import AgendaTopic, MeetingKind, VoteMode
from registration.domain.people import Citizenship, Person
from registration.domain.premises import OwnerKind
from registration.domain.tos import BoundariesKind, Track

# Sections are read as far as they are known: a field not answered yet is None here, also where
# the model demands it (see `path.case_so_far`).


def exists_already(case: Case) -> bool:
    return case.tos is not None and case.tos.track is Track.EXISTING


def is_new(case: Case) -> bool:
    return case.tos is not None and case.tos.track is Track.NEW


def in_one_house(case: Case) -> bool:
    kinds = (BoundariesKind.HOUSE, BoundariesKind.ENTRANCE)
    return case.territory is not None and case.territory.boundaries_kind in kinds


def in_one_entrance(case: Case) -> bool:
    territory = case.territory
    return territory is not None and territory.boundaries_kind is BoundariesKind.ENTRANCE


def charter_conference(case: Case) -> bool:
    return case.charter is not None and case.charter.supreme_body is MeetingKind.CONFERENCE


def conference(case: Case) -> bool:
    return case.meeting is not None and case.meeting.kind is MeetingKind.CONFERENCE


def named_after_somebody(case: Case) -> bool:
    return case.tos is not None and bool(case.tos.name_has_surname)


def people_known(case: Case) -> bool:
    return case.people is not None and bool(case.people.persons)


def held(case: Case) -> bool:
    """The meeting is over as soon as somebody says how many came, or has votes to write down."""
    meeting = case.meeting
    if meeting is None or not people_known(case):
        return False
    return (meeting.registered, meeting.present) != (None, None) or bool(meeting.agenda)


def secret_vote(case: Case) -> bool:
    return case.meeting is not None and case.meeting.vote_mode is VoteMode.SECRET


def with_council(case: Case) -> bool:
    charter = case.charter
    return charter is not None and charter.executive is Executive.CHAIR_AND_COUNCIL


def with_commission(case: Case) -> bool:
    return case.charter is not None and case.charter.audit is Audit.COMMISSION


def council_elected(case: Case) -> bool:
    return people_known(case) and with_council(case)


def commission_elected(case: Case) -> bool:
    return people_known(case) and with_commission(case)


def earns(case: Case) -> bool:
    return case.charter is not None and bool(case.charter.income)


def by_application(case: Case) -> bool:
    return case.charter is not None and case.charter.membership is Membership.APPLICATION


def _owner_kind(case: Case) -> OwnerKind | None:
    return case.premises.owner_kind if case.premises else None


def owned_by_people(case: Case) -> bool:
    return people_known(case) and _owner_kind(case) in (
        OwnerKind.APPLICANT,
        OwnerKind.CITIZEN,
        OwnerKind.CO_OWNERS,
        OwnerKind.SOCIAL_RENT,
    )


def owned_by_organisation(case: Case) -> bool:
    return _owner_kind(case) in (OwnerKind.MUNICIPALITY, OwnerKind.ORGANISATION)


def lived_in_by_several(case: Case) -> bool:
    return people_known(case) and _owner_kind(case) in (
        OwnerKind.CO_OWNERS,
        OwnerKind.SOCIAL_RENT,
    )


def owned_in_shares(case: Case) -> bool:
    return people_known(case) and _owner_kind(case) is OwnerKind.CO_OWNERS


def rented(case: Case) -> bool:
    return _owner_kind(case) is OwnerKind.SOCIAL_RENT


def registered_right(case: Case) -> bool:
    """Social rent leaves the right with the municipality: there is nothing to look up."""
    return _owner_kind(case) is not None and not rented(case)


def by_representative(case: Case) -> bool:
    return case.filing is not None and case.filing.route is FilingRoute.REPRESENTATIVE


def electronic(case: Case) -> bool:
    return case.filing is not None and case.filing.route is FilingRoute.EPGU


def on_paper(case: Case) -> bool:
    return case.filing is not None and case.filing.route not in (None, FilingRoute.EPGU)


def filed(case: Case) -> bool:
    return case.filing is not None and case.filing.filed_on is not None


def suspended(case: Case) -> bool:
    return case.filing is not None and case.filing.suspended_on is not None


def refused(case: Case) -> bool:
    return case.outcome is not None and case.outcome.refused_on is not None


def decided(case: Case) -> bool:
    return case.outcome is not None and case.outcome.decided_on is not None


def registered(case: Case) -> bool:
    return case.outcome is not None and case.outcome.registered_on is not None


def _person(case: Case, number: int) -> Person | None:
    persons = case.people.persons if case.people else ()
    return persons[number] if number < len(persons) else None


def _signing(case: Case) -> Iterator[str | None]:
    """Keys of people whose passport some paper names."""
    yield from (item.person for item in (case.founders.members if case.founders else ()))
    if case.premises:
        yield case.premises.owner
        yield from (item.person for item in case.premises.co_owners)
        yield from (item.represented_by for item in case.premises.co_owners)
    yield case.applicant.person if case.applicant else None
    yield case.filing.representative if case.filing else None
    yield case.state_duty.payer if case.state_duty else None


def signs_papers(case: Case, number: int) -> bool:
    """The person founds, applies, represents, pays or owns: the papers need the passport."""
    person = _person(case, number)
    return person is not None and person.key in set(_signing(case)) - {None}


def foreigner(case: Case, number: int) -> bool:
    person = _person(case, number)
    return person is not None and person.citizenship is Citizenship.FOREIGN


def other_topic(case: Case, number: int) -> bool:
    agenda = case.meeting.agenda if case.meeting else ()
    return number < len(agenda) and agenda[number].topic is AgendaTopic.OTHER
