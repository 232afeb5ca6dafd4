"""Recomputes what an export says about intentions, sharing no code with PolicyBot.

Usage: refollow.py EXPORT.json
Counts every round's ballots anew, decides them by the round's own rule, joins the confirmations with the ballots, works out
each intention fidelity with its 95 % Wilson interval, and holds all of it against the log. Every stored request must give
the hash that its samples name. Prints one JSON object: agrees, differences, and the story of each round.

Knows attributed rounds with a quorum in people and without a group floor.
"""
import hashlib
import json
import math
import sys


def wilson(part, n):
    z = 1.959963984540054
    share, scale = part / n, 1 + z * z / n
    centre = (share + z * z / (2 * n)) / scale
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale
    return max(0.0, centre - spread), min(1.0, centre + spread)


def lower(word):
    return word[:1].lower() + word[1:]


def decide(votes, rule):
    agree, disagree = votes.count("agree"), votes.count("disagree")
    if len(votes) < rule["quorum"]["people"] or not agree + disagree:
        return "returned"
    if agree * 100 >= rule["threshold"] * (agree + disagree):
        return "adopted"
    return "declined" if disagree * 100 >= rule["threshold"] * (agree + disagree) else "returned"


def main(path):
    with open(path, encoding="utf-8") as file:
        export = json.load(file)
    changes = [entry["change"] for entry in export["log"]]
    rules = {c["round"]["id"]: c["round"]["rule"] for c in changes if c["what"] == "round-prepared"}
    targets = {c["amendment"]["id"]: c["amendment"] for c in changes if c["what"] == "amendment-proposed"}
    rows = {r["round"]: r for r in export["rounds"]}
    differences, story = [], []

    def hold(what, mine, theirs):
        if mine != theirs:
            differences.append(f"{what}: {mine} here, {theirs} in the log")

    for change in changes:
        if change["what"] == "round-closed":
            number = change["round"]
            ballots = rows[number]["ballots"]
            for outcome in change["outcomes"]:
                votes = [lower(b["vote"]) for b in ballots if b["amendment"] == outcome["amendment"]]
                mine, theirs = decide(votes, rules[number]), lower(outcome["result"])
                # Of rivals on one clause at most one is adopted; the others come back.
                if not (mine == "adopted" and theirs == "returned"):
                    hold(f"{number} {outcome['amendment']}", mine, theirs)
        if change["what"] == "round-published":
            number = change["round"]
            ballots = {(b["voter"], b["amendment"]): b for b in rows[number]["ballots"]}
            for fidelity in change["fidelities"]:
                amendment = fidelity["amendment"]
                answers = [c for c in rows[number]["confirmations"] if c["amendment"] == amendment
                           and lower(ballots.get((c["voter"], amendment), {"vote": "none"})["vote"]) == "agree"]
                counts = {m: sum(lower(c["meant"]) == m for c in answers) for m in ("matches", "partly", "no", "changedMyMind")}
                n = counts["matches"] + counts["partly"] + counts["no"]
                hold(f"{number} {amendment} matches", counts["matches"], fidelity["matches"])
                hold(f"{number} {amendment} partly", counts["partly"], fidelity["partly"])
                hold(f"{number} {amendment} no", counts["no"], fidelity["no"])
                low, high = wilson(counts["matches"], n) if n else (0, 1)
                fails = n >= 3 and counts["matches"] * 100 < rules[number]["fidelity"] * n
                back = [a for a, t in targets.items() if t.get("follows") == amendment and lower(t.get("origin", "")) == "confirmation"]
                hold(f"{number} {amendment} came back", fails, bool(back))
                story.append({"round": number, "amendment": amendment, "matches": counts["matches"], "n": n,
                              "low": round(100 * low), "high": round(100 * high), "back": back})
    requests = {r["hash"]: r["messages"] for r in export["requests"]}
    for name, messages in requests.items():
        hold(f"request {name[:8]}", hashlib.sha256(messages.encode("utf-8")).hexdigest(), name)
    for sample in export["samples"]:
        hold(f"sample {sample['key'][:8]} has its request", sample["promptHash"] in requests, True)
    print(json.dumps({"agrees": not differences, "differences": differences, "samples": len(export["samples"]), "story": story}))


if __name__ == "__main__":
    main(sys.argv[1])
