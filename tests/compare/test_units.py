"""Who reports, year after year, where the name or the code changes."""

from policytext.compare.units import find_series


def report(place, year, adcode, place_id, **more):
    row = dict.fromkeys(("organ", "province", "city", "county", "published"))
    return (
        row
        | {
            "report_id": f"{adcode}{year}{more.get('organ', '')}",
            "source": f"{place}{year}.txt",
            "place": place,
            "organ_level": "county",
            "year": year,
            "adcode": adcode,
            "place_id": place_id,
            "chars": 9,
        }
        | more
    )


def units(rows):
    return {unit.name: [row["year"] for row in unit.reports] for unit in find_series(rows).units}


def test_a_county_made_a_district_is_one_unit_under_its_latest_name() -> None:
    rows = [report("密云县", 2014, "110228", "110228"), report("密云区", 2015, "110118", "110228")]
    assert units(rows) == {"密云区": [2014, 2015]}


def test_a_city_under_another_prefecture_is_one_unit() -> None:
    rows = [
        report("公主岭市", 2019, "220381", "220381", province="吉林省", city="四平市"),
        report("公主岭市", 2020, "220184", "220381", province="吉林省", city="长春市"),
    ]
    assert units(rows) == {"公主岭市": [2019, 2020]}


def test_namesakes_stay_two() -> None:
    rows = [
        report("鼓楼区", 2019, "320106", "320106", province="江苏省", city="南京市"),
        report("鼓楼区", 2019, "320302", "320302", province="江苏省", city="徐州市"),
    ]
    assert units(rows) == {"江苏省南京市鼓楼区": [2019], "江苏省徐州市鼓楼区": [2019]}


def test_a_department_is_not_its_government() -> None:
    bureau = report("密云区", 2015, "110118", "110228", organ="密云区财政局", organ_level="department")
    rows = [report("密云县", 2014, "110228", "110228"), bureau]
    assert units(rows) == {"密云县": [2014], "密云区财政局": [2015]}
