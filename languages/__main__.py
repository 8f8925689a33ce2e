"""Keep the translations true to the code: `python -m languages` updates them, `python -m languages --check` looks.

python -m languages            bring every catalogue to what the code says, compile it, and say what is left to do
python -m languages --add pt   begin a new language
python -m languages --check    change nothing; fail if anything is missing, left over or wrong
python -m languages --ages     the reading age of all pages together, and of each file of them, the hardest first
"""

import argparse
import sys

from languages import ages, catalogues, findings, sources


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, and fail if there is something to do")
    parser.add_argument("--add", metavar="CODE", help="begin a language, such as pt or pt_BR")
    parser.add_argument("--ages", action="store_true", help="print the reading age of what pages say")
    options = parser.parse_args()
    template = sources.template()
    if options.ages:
        for code, catalogue in [("en", template), *((one.code, one.catalogue()) for one in catalogues.languages())]:
            age = ages.whole(catalogue, code)
            print(f"{code}: no measure" if age is None else f"{code}: {age:.1f} years")
            for file, age in ages.of_files(catalogue, code).items():
                print(f"{code}: {age:4.1f}  {file}")
        return
    if options.add:
        catalogues.update(catalogues.Language(options.add), template)
    failed = False
    for language in catalogues.languages():
        if not options.check:
            catalogues.update(language, template)
        found = list(findings.of(language, template))
        failed = failed or bool(found)
        for line in found:
            print(f"{language.code}: {line}")
        print(f"{language.code}: {len(template)} messages, {len(found)} to look at")
    sys.exit(1 if failed and options.check else 0)


main()
