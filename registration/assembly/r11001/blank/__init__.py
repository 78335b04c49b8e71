"""The official blank: found, mapped, accepted by a person, filled, and proved.

Rule of the folder: a foreign PDF is opened in a child process only; nothing is certain until a
person has signed the map; the blank itself is never changed.
"""

from registration.assembly.r11001.blank.calibrate import Calibration, calibrate
from registration.assembly.r11001.blank.derive import Acceptance
from registration.assembly.r11001.blank.editions import (
    Choice,
    SavedEdition,
    accept,
    default_folder,
    edition_files,
    load_official,
    official_for,
    official_on,
    proved,
    saved_editions,
)
from registration.assembly.r11001.blank.faults import Fault, Settled
from registration.assembly.r11001.blank.fit import faults_of
from registration.assembly.r11001.blank.map_file import BlankMap, as_toml, read_map
from registration.assembly.r11001.blank.official import Official
from registration.assembly.r11001.blank.overlay import fill_blank
from registration.assembly.r11001.blank.pictures import draw_picture, draw_pictures
from registration.assembly.r11001.blank.prove import filled_and_proved, prove
from registration.assembly.r11001.blank.recognise import Recognised, recognise
from registration.assembly.r11001.blank.refusals import BlankRefused, Refusal

__all__ = [
    "Acceptance",
    "BlankMap",
    "BlankRefused",
    "Calibration",
    "Choice",
    "Fault",
    "Official",
    "Recognised",
    "Refusal",
    "SavedEdition",
    "Settled",
    "accept",
    "as_toml",
    "calibrate",
    "default_folder",
    "draw_picture",
    "draw_pictures",
    "edition_files",
    "faults_of",
    "fill_blank",
    "filled_and_proved",
    "load_official",
    "official_for",
    "official_on",
    "prove",
    "proved",
    "read_map",
    "recognise",
    "saved_editions",
]
