"""Statistics pages and the files beside them."""

from __future__ import annotations

from dataclasses import replace

from tests.pages import samples
from tests.pages.markup import Markup

from taizhang.pages import Door, render_site
from taizhang.pages.matrix import matrix
from taizhang.pages.menu import menu


def site(**changes):
    return render_site(samples.site(statistics=samples.statistics(**changes)))


def pages(made):
    every = (*made.pages, *made.framed())
    return {page.uri: page for page in every if page.door is Door.STATISTICS}


def test_a_page_of_all_years_and_a_report_a_year():
    found = pages(site())
    assert [*found] == ["statistics/index.html", "statistics/2026.html", "statistics/2025.html"]
    assert "2026 年网络舆情年度报告" in Markup(found["statistics/2026.html"].body).text
    index = Markup(found["statistics/index.html"].body)
    links = {each.get("href") for each in index.all("a")}
    assert {"2026.html", "2025.html"} <= links


def test_every_figure_has_its_table_and_its_file():
    made = site()
    files = dict(made.files())
    for uri, page in pages(made).items():
        found = Markup(page.body)
        period = next(
            each
            for each in made.views.statistics.periods
            if uri.removeprefix("statistics/") in (f"{each.key}.html", "index.html")
        )
        links = {each["href"] for each in found.all("a") if each["href"].endswith(".csv")}
        name = uri.removesuffix(".html").removeprefix("statistics/")
        assert links == {f"{name}-{figure.key}.csv" for figure in period.figures}
        assert all(f"statistics/{link}" in files for link in links)
        tables = [each for each in period.figures if each.rows and each.key != "totals"]
        assert len(found.all("table")) == len(tables)


def test_a_drill_ledger_says_so_and_a_real_one_says_what_it_left_out():
    real = Markup(pages(site())["statistics/index.html"].body).text
    assert "单次演练 1 件不计" in real
    assert "演练台账" not in real
    assert "这是演练台账" in Markup(pages(site(drill=True))["statistics/index.html"].body).text


def test_an_empty_ledger_is_told_what_will_be_here():
    view = samples.statistics()
    nothing = replace(view, periods=(replace(view.periods[0], total=0, figures=()),))
    made = render_site(samples.site(statistics=nothing))
    assert "还没有可以统计的事件" in Markup(pages(made)["statistics/index.html"].body).text


def test_without_statistics_there_is_no_door():
    made = render_site(samples.site(statistics=None))
    assert pages(made) == {}
    assert all("统计" not in item for item in menu(made))


def test_a_long_table_ends_on_the_page_and_not_in_its_file():
    view = samples.statistics()
    period = samples.period()
    figure = replace(period.figure("overdue"), rows=period.figure("overdue").rows * 70)
    long = replace(view, periods=(replace(period, figures=(period.figures[0], figure)),))
    made = render_site(samples.site(statistics=long))
    assert "另有 " in Markup(pages(made)["statistics/index.html"].body).text
    text = dict(made.files())["statistics/index-overdue.csv"]
    assert text.count("\r\n") == 1 + len(figure.rows)


def test_a_level_has_a_column_of_its_own():
    period = samples.period("2026")
    laid = matrix(period, period.figure("duties"))
    assert laid
    assert laid.levels == ("全部", "特别重大", "重大", "较大", "一般")
    (line,) = laid.lines
    assert (line.name, line.about) == ("首报", "10 分钟 · 本预案 · 三(二)")
    first = line.places[0]
    assert first
    assert first.main == "66.7%"
    assert first.more[0] == "按时 8，迟 3，逾期 1"
    assert matrix(period, period.figure("natures")) is None


def test_the_spread_stands_on_the_page_of_an_incident_that_has_readings():
    made = render_site(samples.site())
    bodies = {page.uri: page for page in made.incidents()}
    with_readings = bodies["incidents/20261101-4mq1.html"]
    assert "spread" in {heading.anchor for heading in with_readings.contents}
    assert "68.6 万" in with_readings.body
    closed = bodies["incidents/20261108-4mq8.html"]
    assert "传播走势" not in closed.body


def test_a_report_says_until_when_only_where_time_changes_it():
    found = pages(site())
    assert "截至" in Markup(found["statistics/index.html"].body).text
    view = samples.statistics()
    still = replace(view.periods[1], moving=False)
    made = render_site(samples.site(statistics=replace(view, periods=(view.periods[0], still))))
    assert "截至" not in Markup(pages(made)[f"statistics/{still.key}.html"].body).text


def test_every_report_has_the_contents_of_its_groups():
    for page in pages(site()).values():
        found = Markup(page.body)
        assert [each.anchor for each in page.contents] == [
            each["id"] for each in found.all("section", class_="tz-section")
        ]
