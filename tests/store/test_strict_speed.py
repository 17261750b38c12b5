"""The strict reader is a fraction of PyYAML's own fast loader, measured in the same breath."""

from __future__ import annotations

import gc
from time import perf_counter

import pytest
import yaml
from tests.store.strict_tables import ENTRY, HEAD

from taizhang.store.strict import read

BODY = "".join(
    f"{ENTRY}  scope: [公众关注, 扰乱秩序]\n  marks:\n    状态: 已发布\n  items:\n  - id: 事项{number}\n"
    "    nature: 诉求\n    summary: 网民称周六到联络站时无人接待，浏览约四百\n"
    for number in range(10)
)


def best(call, rounds):
    times = []
    for _ in range(rounds):
        begun = perf_counter()
        call()
        times.append(perf_counter() - begun)
    return min(times)


@pytest.mark.slow
def test_reading_strictly_takes_less_than_half_of_the_c_safe_loader():
    data = (HEAD + BODY).encode()
    gc.collect()
    strict = best(lambda: read(data), 300)
    loader = best(lambda: yaml.load(data, yaml.CSafeLoader), 300)
    assert strict < 0.5 * loader
