"""Panels of invented units for the tests of the charts: reports and comparisons with the columns of the schema."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import pyarrow as pa

from policytext.store import ALL_TABLES, Tables

RARE = ("洮南县", "沄水县", "岫岩县", "芷江县")
FIRST = "云水山石林泉溪湖河谷梅兰竹菊松柏桃李杏枫"
KINDS = ("instrument", "target", "deadline", "actor", "scope", "check")
GRADES = ("complete", "substantial", "limited", "no_evidence")


def panel(units: int, years: range = range(2018, 2024), seed: int = 1) -> Tables:
    """Base tables and comparisons of so many counties; some years are missing, some reports have few commitments."""
    chance = random.Random(seed)
    names = [*RARE, *(f"{a}{b}县" for a in FIRST for b in FIRST if a != b)][:units]
    who = {name: f"99{at:04d}" for at, name in enumerate(names, 1)}
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in ALL_TABLES}
    for name in names:
        for year in years:
            if chance.random() > 0.06 or year == years[-1]:
                rows["reports"].append(_report(name, who[name], year, chance))
    for row in rows["reports"]:
        _ranks(rows, row, chance)
        _measures(rows, row, chance)
        _figures(rows, row, chance)
    _compare(rows, chance)
    _diffusion(rows, names, who, years, chance)
    loaded = {name: pa.Table.from_pylist(found, schema=ALL_TABLES[name].arrow()) for name, found in rows.items()}
    return Tables({name: (lambda table=table: table) for name, table in loaded.items()})  # type: ignore[misc]


def era(year: int) -> str:
    return "free" if year < 2019 else "trial" if year < 2021 else "standard"


def _report(name: str, adcode: str, year: int, chance: random.Random) -> dict[str, Any]:
    levels = [chance.randint(0, top) for top in (1, 6, 3, 2)] if chance.random() > 0.02 else [0, 0, 0, 0]
    total = sum(levels)
    index = sum(level * count for level, count in enumerate(levels)) / total * 100 / 3 if total else None
    labels = {label: chance.randint(2, 30) for label in ("problem", "achievement", "statistic", "other")}
    return {
        "report_id": f"{adcode}{year}abcdef", "source": f"{name}-{year}.txt", "place": name, "adcode": adcode,
        "organ": f"{name}人民政府", "organ_level": "county", "year": year, "era": era(year), "few": total < 3,
        **{f"level_{level}": count for level, count in enumerate(levels)}, **labels, "improvement": total,
        "statements": total + sum(labels.values()),
        "checkable": levels[2] + levels[3], "specificity": index,
        "specificity_low": None if index is None else max(0.0, index - 12),
        "specificity_high": None if index is None else min(100.0, index + 15),
        **{f"with_{kind}": chance.choice((0.0, 0.2, 0.4, 1 / 3)) if total else None for kind in KINDS},
    }  # fmt: skip


def _who(row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: row[name] for name in ("place", "adcode", "organ_level", "year", "report_id")}
    return {**kept, "unit": row["place"], "peers": f"panel/county/{era(row['year'])}"}


def _ranks(rows: dict[str, list[dict[str, Any]]], row: dict[str, Any], chance: random.Random) -> None:
    group = "" if row["few"] else chance.choice(("above", "not distinguishable", "not distinguishable", "below"))
    rank = None if row["few"] else chance.randint(1, 40)
    own = ("checkable", "specificity", "specificity_low", "specificity_high", "few")
    rows["ranks"].append({
        **_who(row), **{name: row[name] for name in own}, "commitments": row["improvement"], "peers_mean": 44.0,
        "group": group, "rank": rank, "rank_low": rank and max(1, rank - 4), "rank_high": rank and rank + 6,
    })  # fmt: skip


def _measures(rows: dict[str, list[dict[str, Any]]], row: dict[str, Any], chance: random.Random) -> None:
    names = [
        f"{a}{b}"
        for a in ("四张清单一张网", "政府开放日", "两图一册", "依申请公开办理规范")
        for b in ("", "（试行）", "专区")
    ]
    for at, name in enumerate(names):
        if chance.random() < 0.4:
            stance = chance.choice(("adopted", "adopted", "planned", "preparing", "lacking", "weak", "named"))
            rows["measures"].append({
                "report_id": row["report_id"], "statement_id": at, "measure_id": f"m{at}", "name": name,
                "surface": name, "category": "list", "stance": stance, "start": at, "end": at + 4,
            })  # fmt: skip


def _figures(rows: dict[str, list[dict[str, Any]]], row: dict[str, Any], chance: random.Random) -> None:
    outcomes = {name: chance.randint(0, 40) for name in ("granted", "partial", "denied", "unable", "refused")}
    outcomes |= {"other_outcome": chance.randint(0, 5)}
    for indicator, value in {**outcomes, "requests_received": sum(outcomes.values())}.items():
        stated = row["era"] != "free" or chance.random() < 0.7
        rows["series"].append({
            **_who(row), "era": row["era"], "indicator": indicator, "value": float(value) if stated else None,
            "state": ("number" if value else "zero") if stated else "not_stated", "approximate": False,
        })  # fmt: skip
    for check in ("outcomes_total", "intake_balance", "text_figure", "section_missing", "facets", "period"):
        for number in range(1, 4):
            verdict = chance.choices(("pass", "fail", "uncertain", "not_assessable"), (90, 5, 3, 2))[0]
            rows["checks"].append(
                {"report_id": row["report_id"], "check": check, "number": number, "verdict": verdict, "subject": "all"}
            )


def _compare(rows: dict[str, list[dict[str, Any]]], chance: random.Random) -> None:
    reports = sorted(rows["reports"], key=lambda row: (row["adcode"], row["year"]))
    for before, row in pairwise(reports):
        if before["adcode"] == row["adcode"]:
            _pair(rows, before, row, chance)
    for row in reports:
        for other in chance.sample(reports, k=min(4, len(reports))):
            if other["adcode"] != row["adcode"] and other["year"] <= row["year"]:
                rows["overlap"].append({
                    **_who(row), "other_unit": other["place"], "other_year": other["year"],
                    "other_report_id": other["report_id"], "chars": 2000, "shared": 400,
                    "share": chance.choice((0.05, 0.2, 0.45)),
                })  # fmt: skip


def _pair(
    rows: dict[str, list[dict[str, Any]]], before: dict[str, Any], row: dict[str, Any], chance: random.Random
) -> None:
    follows = row["year"] == before["year"] + 1
    diff = None if None in (row["specificity"], before["specificity"]) else row["specificity"] - before["specificity"]
    rows["changes"].append({
        **_who(row), "previous_year": before["year"], "specificity": row["specificity"],
        "previous_specificity": before["specificity"], "specificity_diff": diff,
        "different": diff is not None and abs(diff) > 20, "era_break": era(row["year"]) != era(before["year"]),
    })  # fmt: skip
    rows["reuse"].append(
        {**_who(row), "previous_year": before["year"], "chars": 2000, "repeated": 500, "share": chance.random()}
    )
    grades = {grade: chance.randint(0, 3) if follows else 0 for grade in GRADES}
    lost = before["improvement"] if not follows else 0
    rows["followthrough_rates"].append({
        **_who(before), "next_year": row["year"] if follows else None, **grades, "not_assessable": lost,
        "commitments": sum(grades.values()) + lost, "assessable": sum(grades.values()),
    })  # fmt: skip
    if chance.random() < 0.5 and follows:
        found = [link for link in rows["recurring"] if link["next_report_id"] == before["report_id"]]
        run, first = (found[0]["run"] + 1, found[0]["first_year"]) if found else (2, before["year"])
        rows["recurring"].append({
            **_who(before), "statement_id": 3, "text": "二是政策解读形式单一，群众看不懂的情况仍然存在，图表和问答类材料很少；",
            "next_year": row["year"], "next_report_id": row["report_id"], "next_statement_id": 3,
            "how": chance.choice(("copied", "rephrased")), "run": run, "first_year": first,
        })  # fmt: skip


def _diffusion(
    rows: dict[str, list[dict[str, Any]]], names: list[str], who: dict[str, str], years: range, chance: random.Random
) -> None:
    for at, measure in enumerate(("四张清单一张网", "政府开放日")):
        same = {"measure_id": f"m{at}", "name": measure, "expansions": "", "category": "list"}
        for name in names:
            if chance.random() < 0.7:
                first = chance.choice(years)
                last = chance.randint(first, years[-1])
                rows["diffusion"].append({
                    **same, "unit": name, "place": name, "adcode": who[name], "organ_level": "county",
                    "first_year": first, "last_year": last, "left_censored": first == years[0],
                    "planned_year": first - 1 if first > years[0] and chance.random() < 0.3 else None,
                    "not_mentioned_since": last + 1 if last < years[-1] else None,
                })  # fmt: skip
        for year in years:
            known = [row for row in rows["diffusion"] if row["measure_id"] == f"m{at}"]
            adopted = sum(row["first_year"] <= year for row in known)
            rows["adoption"].append({
                **same, "year": year, "observed": len(names), "mentioned": adopted, "adopted": adopted,
                "share": adopted / len(names),
            })  # fmt: skip
