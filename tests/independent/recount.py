"""Counts the votes of a Polis export under PolicyBot's default rule, sharing no code with it.

Usage: recount.py FOLDER      (with participants-votes.csv and comments.csv)
Prints one JSON object: people, amendments, ballots, adopted, returned, declined.

The rule: at least 3 ballots (pass included); adopted when agree is at least 60 % of agree and disagree,
declined when disagree is; returned otherwise. Statements that were moderated out (-1) are left out.
"""
import csv
import json
import os
import sys

QUORUM, THRESHOLD = 3, 60


def rows(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def main(folder):
    kept = [r["comment-id"] for r in rows(folder, "comments.csv") if r["moderated"].strip() != "-1"]
    people = rows(folder, "participants-votes.csv")
    ballots = 0
    results = {"adopted": 0, "returned": 0, "declined": 0}
    for comment in kept:
        cells = [p[comment].strip() for p in people if (p.get(comment) or "").strip()]
        agree, disagree = cells.count("1"), cells.count("-1")
        ballots += len(cells)
        decided = agree + disagree
        if len(cells) >= QUORUM and decided and agree * 100 >= THRESHOLD * decided:
            results["adopted"] += 1
        elif len(cells) >= QUORUM and decided and disagree * 100 >= THRESHOLD * decided:
            results["declined"] += 1
        else:
            results["returned"] += 1
    print(json.dumps({"people": len(people), "amendments": len(kept), "ballots": ballots, **results}))


if __name__ == "__main__":
    main(sys.argv[1])
