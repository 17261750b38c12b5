"""The strict reader is a fraction of PyYAML's own fast loader, measured in the same breath."""

from __future__ import annotations

import gc
from time import process_time_ns

import pytest
import yaml
from tests.store.strict_tables import ENTRY, HEAD

from taizhang.store.strict import read

BODY = "".join(
    f"{ENTRY}  scope: [公众关注, 扰乱秩序]\n  marks:\n    状态: 已发布\n  items:\n  - id: 事项{number}\n"
    "    nature: 诉求\n    summary: 网民称周六到联络站时无人接待，浏览约四百\n"
    for number in range(10)
)


def best(calls, rounds):
    """The least processor time of each, in turns: another program slows none of them alone."""
    times: list[list[int]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, taken in zip(calls, times, strict=True):
            begun = process_time_ns()
            call()
            taken.append(process_time_ns() - begun)
    return map(min, times)


@pytest.mark.slow
def test_reading_strictly_takes_less_than_half_of_the_c_safe_loader():
    data = (HEAD + BODY).encode()
    gc.collect()
    strict, loader = best([lambda: read(data), lambda: yaml.load(data, yaml.CSafeLoader)], 300)
    assert strict < 0.5 * loader
