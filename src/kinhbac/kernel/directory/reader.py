"""Reads the directory from a catalogue and refuses one that does not fit together. Entered by whoever starts."""

from pathlib import Path

from kinhbac.kernel.directory.competence_rows import read_competences
from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.office_checks import check_offices
from kinhbac.kernel.directory.office_rows import read_offices
from kinhbac.kernel.directory.unit_checks import check_units
from kinhbac.kernel.directory.unit_rows import read_units


def read_directory(folder: Path) -> Directory:
    """Read units, offices and competences.

    Args:
        folder: the catalogue; holds `units/units.yaml`, `units/units.csv`, `offices/offices.yaml` and
            `offices/competences.yaml`.

    Raises:
        DefinitionError: the faults, each with file, line and remedy. Units are judged before offices, and
            offices before competences, since each stands on the one before.
    """
    files = read_units(folder)
    check_units(files)
    units = files.units
    offices = read_offices(folder, units)
    competences = read_competences(folder, offices.kinds)
    check_offices(units, offices, competences)
    return Directory(
        editions=units.editions,
        units=units.units,
        notes=units.notes,
        kinds=offices.kinds,
        offices=offices.offices,
        roles=competences.roles,
        competences=competences.competences,
    )
