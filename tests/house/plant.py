"""Plants faults in a copy of the house, one after the other, and tells which contracts refuse each.

Run by test_contracts.py in a process of its own with PYTHONPATH at the copy, because the graph of imports is
drawn from whatever `kinhbac` this process finds first. Standard input: JSON {fault: {file: text to append}};
standard output: JSON {fault: [names of the broken contracts]}. Argument: the file with the contracts.
"""

import json
import sys
from pathlib import Path

import importlinter.api  # noqa: F401  - wires its ports
from importlinter.application import use_cases
from importlinter.application.user_options import UserOptions

import kinhbac

HOUSE = Path(kinhbac.__file__).parent


def broken_contracts(options: UserOptions) -> list[str]:
    """Return the names of the contracts that the house, as it stands now, does not keep."""
    report = use_cases.create_report(options, cache_dir=str(HOUSE.parents[1] / "cache"))
    return [contract.name for contract, check in report.get_contracts_and_checks() if not check.kept]


def with_fault(options: UserOptions, files: dict[str, str]) -> list[str]:
    """Append to files (made where there are none), ask, and put everything back."""
    before = {
        HOUSE / name: (HOUSE / name).read_bytes() if (HOUSE / name).exists() else None for name in files
    }
    try:
        for name, text in files.items():
            file = HOUSE / name
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as opened:
                opened.write(f"\n{text}\n")
        return broken_contracts(options)
    finally:
        for file, content in before.items():
            if content is None:
                file.unlink()
            else:
                file.write_bytes(content)


def main(config: str) -> None:
    options = use_cases.read_user_options(config)
    use_cases._register_contract_types(options)
    faults = json.load(sys.stdin)
    stdout, sys.stdout = sys.stdout, sys.stderr  # the linter's own talk stays apart from the answer
    answer = {fault: with_fault(options, files) for fault, files in faults.items()}
    json.dump(answer, stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
