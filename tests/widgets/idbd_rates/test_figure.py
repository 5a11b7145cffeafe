"""The IDBDRates in Python, and its numbers in the script."""

import numpy as np
import pytest
from helpers.v8 import harness
from traitlets import TraitError

from nnlib.figures import Picture
from nnlib.widgets import IDBDRates
from nnlib.widgets.idbd_rates.run import RATES

SOURCE = """
import { Run } from "widgets/idbd_rates/run.js";
import { sentence, thousands } from "widgets/idbd_rates/words.js";

export default {
  thousands,
  run(facts, settings, places) {
    const run = new Run(facts, settings);
    while (run.places < settings.step && !run.lost) run.advance();
    const { rates, errors, single, lost } = run;
    const shown = (places ?? [settings.step]).map((place) => run.at(place));
    const words = shown.map((each) => sentence(facts, each, settings.relevant));
    return { rates: rates.map((all) => Array.from(all)), errors, single, lost, shown, words };
  },
};
"""


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("idbd")) as call:
        yield call


def settings(**given):
    return {"meta": 0.005, "relevant": 5, "noise": 0, "step": 12} | given


@pytest.mark.parametrize(
    "given",
    [{}, {"meta": 0.02, "noise": 1.5}, {"relevant": 20}, {"relevant": 1, "noise": 3}, {"step": 0}],
)
def test_the_browser_computes_the_same(js, given):
    found = js("run", IDBDRates.facts(), settings(**given))
    expected = IDBDRates(**settings(**given)).run()
    np.testing.assert_allclose(found["rates"], expected.rates, rtol=1e-12)
    np.testing.assert_allclose(found["errors"], expected.errors, rtol=1e-12)
    np.testing.assert_allclose(np.reshape(found["single"], (-1, len(RATES))), expected.single)
    assert found["lost"] is expected.lost is False
    (shown,) = found["shown"]
    errors, single = expected.recent()
    np.testing.assert_allclose(shown["errors"], errors, rtol=1e-12)
    np.testing.assert_allclose(shown["single"], single, rtol=1e-12)
    assert shown["eta"] == RATES[expected.best]


@pytest.fixture(scope="module")
def long(js):
    """A run to its end, by the script, which is faster; it is the same as that of Python."""
    return js("run", IDBDRates.facts(), settings(step=200), [0, 12, 200])


def test_every_place_is_that_of_a_shorter_run(js, long):
    short = js("run", IDBDRates.facts(), settings())
    assert long["shown"][1] == short["shown"][0]
    assert long["words"][1] == short["words"][0]
    assert long["words"][0] == "Before the first example: every rate is 0.05."


def test_relevant_inputs_get_the_rates(long):
    """What the chapter says of the first experiment."""
    rates = np.array(long["rates"][-1])
    assert rates[:5].min() > 0.09
    assert rates[5:].max() < 0.02
    errors, single = (np.mean(np.array(long[name])[100:], axis=0) for name in ("errors", "single"))
    assert errors < 0.6 * single.min()
    assert "with the best single rate, 0.030." in long["words"][-1]


def test_a_run_that_is_lost_says_so(js):
    found = js("run", IDBDRates.facts(), settings(meta=0.05, step=50))
    figure = IDBDRates(meta=0.05, step=50)
    assert found["lost"] is figure.run().lost is True
    places = len(found["errors"])
    assert places == figure.run().errors.size < 30
    assert found["words"][0].startswith(f"Lost after {100 * places:,} examples:")
    assert f"after {100 * places:,} examples the rates have outgrown" in figure.still().alt


def test_rates_that_were_thrown_down_stay_there(js):
    """What the chapter says of a meta rate of 0.03."""
    found = js("run", IDBDRates.facts(), settings(meta=0.03, step=200))
    assert not found["lost"]
    assert np.array(found["rates"][-1])[:5].max() < 1e-3
    assert np.mean(found["errors"][-10:]) > 5


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0"), (100, "100"), (1000, "1,000"), (20000, "20,000")]
)
def test_thousands(js, count, text):
    assert js("thousands", count) == text


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"meta": 0}, "meta is 0, but must be a number from 0.001 to 0.1"),
        ({"relevant": 0}, "relevant is 0"),
        ({"relevant": 21}, "relevant is 21"),
        ({"noise": -1}, "noise is -1"),
        ({"step": 201}, "step is 201"),
    ],
)
def test_bad_settings_are_refused(setting, words):
    with pytest.raises(TraitError, match=words):
        IDBDRates(**setting)


@pytest.mark.parametrize("given", [{}, {"noise": 1.5}, {"relevant": 20}, {"step": 0}])
def test_still_picture_tells_the_state(given):
    figure = IDBDRates(**settings(**given))
    still, found = figure.still(), figure.run()
    assert isinstance(still, Picture)
    expected = [f"{figure.meta:g}", f"{figure.relevant} relevant"]
    if figure.noise:
        expected.append("deviation 1.5")
    if figure.step:
        bounds = [found.rates[-1][:5].min(), found.rates[-1][: figure.relevant].max()]
        expected += [f"{bound:.3f}" for bound in bounds if figure.relevant == 5]
        expected += [f"{errors[-1]:.2f}" for errors in found.recent()] + ["after 1,200 examples"]
    else:
        expected.append("before the first example every rate is 0.05")
    assert [words for words in expected if words not in still.alt] == []
