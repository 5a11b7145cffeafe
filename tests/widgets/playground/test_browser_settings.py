"""The Playground on a page: its controls, and its settings in the address."""

import re

import pytest
from helpers.live_common import drawn, state
from widgets.playground.pages import (
    PLANE,
    TALL,
    agrees,
    choose_brush,
    hidden_layers,
    link_of,
    playground,
    unfold,
)

pytestmark = pytest.mark.browser


def test_controls(live):
    page = live(playground()).page
    unfold(page)
    page.get_by_role("button", name="One epoch").click()
    for name, option in (
        ("Points", "circles"),
        ("Activation", "relu"),
        ("Output, loss", "tanh mse"),
        ("First weights", "he"),
        ("Optimizer", "Momentum"),
        ("Batch size", "16"),
        ("L2 penalty", "0.01"),
        ("Number", "50"),
        ("Held out", "0.5"),
    ):
        page.get_by_role("combobox", name=name, exact=True).select_option(option)
    page.get_by_role("radio", name="3", exact=True).check(force=True)
    page.get_by_role("combobox", name="units of hidden layer 2").select_option("5")
    page.get_by_role("slider", name="learning rate eta", exact=True).press("ArrowRight")
    page.get_by_role("slider", name=re.compile("mu$")).press("ArrowLeft")
    page.get_by_role("button", name="Other random numbers").click()
    drawn(page)
    found = state(page)
    wanted = {
        "data": "circles", "hidden": "relu", "output": "tanh", "loss": "mse", "init": "he",
        "optimizer": "Momentum", "batch_size": 16, "l2": 0.01, "N": 50, "held_out": 0.5, "seed": 1,
        "d": [2, 3, 5, 3, 1], "mu": 0.89,
    }  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted
    assert found["eta"] > 0.3
    widget = playground(**wanted, eta=found["eta"])
    page.get_by_role("button", name="One step forward").click()
    drawn(page)
    assert agrees(page, widget, 1)

    again = live(playground(), hash=link_of(page)).page
    assert {name: state(again)[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    "nonsense",
    ["d=2,9,1", "d=3,1", "d=2,1.5,1", "data=moon", "eta=-1", "points=abc", "init=given", "loss=x",
     "output=tanh", "N=1", "seed=1.5"],
)  # fmt: skip
def test_nonsense_in_the_address_is_ignored(live, nonsense):
    opened = live(playground(), hash=f"playground.{nonsense}")
    assert agrees(opened.page, playground(), 0)
    assert not opened.problems


def address(page):
    """The address, once it names the learning rate that the caller has changed."""
    page.wait_for_function("() => location.hash.includes('eta=')")
    return page.evaluate("() => location.hash")


def test_a_link_without_room_for_the_points_leads_to_the_data(live):
    page = live(playground(N=400), viewport=TALL).page
    choose_brush(page, "class 1")
    page.locator(PLANE).click(position={"x": 20, "y": 20})
    unfold(page)
    page.get_by_role("slider", name="learning rate eta", exact=True).press("ArrowRight")
    drawn(page)
    assert state(page)["data"] == "own"
    assert not re.search("data|points|window", address(page))
    note = page.get_by_text("do not fit into a link")
    assert note.is_visible()
    page.get_by_role("button", name="Undo").click()
    drawn(page)
    assert not note.is_visible()


def test_unreadable_points_leave_the_data_as_they_are(live):
    page = live(playground(), hash="playground.data=own&playground.points=zzz").page
    assert agrees(page, playground(), 0)
    assert state(page)["data"] == "moons"


def test_reset_of_all_settings(live):
    page = live(playground(), hash="playground.eta=0.01&playground.data=xor").page
    unfold(page)
    page.get_by_role("combobox", name="Activation", exact=True).select_option("relu")
    page.get_by_role("radio", name="4", exact=True).check(force=True)
    page.get_by_role("button", name="One epoch").click()
    page.get_by_role("button", name="Reset all settings").click()
    drawn(page)
    assert agrees(page, playground(), 0)
    found, wanted = state(page), playground()
    names = ("data", "eta", "hidden", "d", "N", "seed")
    assert {name: found[name] for name in names} == {n: getattr(wanted, n) for n in names}


@pytest.mark.parametrize("width", [320, 760, 900])
def test_no_text_is_cut(live, width):
    page = live(playground(), viewport={"width": width, "height": 1000}).page
    unfold(page)
    # A rule that somebody adds may have a longer name.
    page.get_by_role("combobox", name="Optimizer").evaluate(
        "(list) => list.add(new Option('Nesterov momentum, averaged'))"
    )
    groups = page.get_by_role("group", name=re.compile("^(Data|Network|Training)$"))
    assert groups.count() == 3
    cut = groups.get_by_role("combobox").evaluate_all(
        """(lists) => {
          const ink = document.createElement("canvas").getContext("2d");
          const arrow = 20;
          return lists.flatMap((list) => {
            const style = getComputedStyle(list);
            ink.font = `${style.fontSize} ${style.fontFamily}`;
            const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
            const room = list.clientWidth - padding - arrow;
            const texts = [...list.options].map((option) => option.text);
            return texts.filter((text) => ink.measureText(text).width > room);
          });
        }"""
    )
    assert cut == []
    figure = page.get_by_role("group", name="Playground", exact=True)
    names = figure.locator(".nn-name")
    assert names.count() > 10
    covered = names.evaluate_all(
        """(names) => names.filter((name) => {
          const next = name.nextElementSibling.getBoundingClientRect();
          const range = document.createRange();
          range.selectNodeContents(name);
          const box = range.getBoundingClientRect();
          const isBeside = box.bottom > next.top && box.top < next.bottom;
          return isBeside && box.right > next.left - 4;
        }).map((name) => name.textContent)"""
    )
    assert covered == []


def test_a_number_beyond_all_bounds_is_not_taken(live):
    opened = live(playground())
    page = opened.page
    unfold(page)
    for name, trait in (("learning rate eta, exact", "eta"), ("Seed", "seed")):
        field = page.get_by_role("spinbutton", name=name)
        before = state(page)[trait]
        field.fill("")
        field.press_sequentially("1e400")
        assert field.get_attribute("aria-invalid") == "true"
        field.press("Tab")
        drawn(page)
        # Its first digit was a number, and is taken back.
        assert state(page)[trait] == float(field.input_value()) == before
    assert agrees(page, playground(), 0)
    assert not opened.problems


def test_the_noise_has_its_number(live):
    page = live(playground(noise=0.7)).page
    unfold(page)
    field = page.get_by_role("spinbutton", name="Noise, exact")
    assert field.input_value() == "0.7"
    assert page.get_by_text("Noise, × the usual").is_visible()
    field.fill("1.5")
    drawn(page)
    assert agrees(page, playground(noise=1.5), 0)


def test_one_thing_only_is_reset(live):
    page = live(playground(eta=0.7), viewport=TALL).page
    unfold(page)
    page.get_by_role("combobox", name="Batch size").select_option("16")
    page.get_by_role("combobox", name="Activation", exact=True).select_option("relu")
    page.get_by_role("button", name="One epoch").click()
    page.get_by_role("button", name="Reset the training").click()
    drawn(page)
    found = state(page)
    assert (found["batch_size"], found["hidden"], found["steps"]) == (8, "relu", 2)
    page.get_by_role("button", name="Reset the network").click()
    drawn(page)
    assert (state(page)["hidden"], state(page)["steps"]) == ("tanh", 0)
    assert agrees(page, playground(eta=0.7), 0)


def test_layers_that_come_back_are_as_they_were(live):
    page = live(playground(d=[2, 5, 3, 1]), viewport=TALL).page
    unfold(page)
    page.get_by_role("button", name="unit 3 of layer 2").click()
    hidden_layers(page, 0)
    hidden_layers(page, 2)
    assert state(page)["d"] == [2, 5, 3, 1]
    pressed = page.get_by_role("button", name="unit 3 of layer 2").get_attribute("aria-pressed")
    assert pressed == "true"
