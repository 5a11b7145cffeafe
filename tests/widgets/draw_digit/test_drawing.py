"""How strokes come onto the field, and how they are taken back, without a browser."""

import pytest
from helpers.v8 import harness

SOURCE = """
import { drawingHistory } from "widgets/draw_digit/drawing_history.js";
import { pen } from "widgets/draw_digit/pen.js";

function model(state) {
  return {
    state,
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    save_changes() {},
  };
}

export default {
  // What is on the field after each of some acts: [name of a method, its arguments].
  acts(state, acts) {
    const held = model(state);
    let replaced = 0;
    const drawing = drawingHistory(held, { replaced: () => { replaced += 1; } });
    const shown = acts.map(([name, ...rest]) => {
      if (name === "stroke") drawing.draw([...drawing.begin(), ...rest]);
      else if (name === "put") {
        Object.assign(state, rest[0]);
        drawing.follow();
      } else drawing[name](...rest);
      return [state.strokes, state.example];
    });
    return { shown, replaced };
  },

  // All that a pen tells while it is led through places, given in one go or one by one.
  led(before, groups, most = 100, isStep = false) {
    const told = [];
    const one = pen({ begin: () => before, change: (strokes) => told.push(strokes), most });
    one.start();
    for (const places of groups) one.lead(places, isStep);
    return told;
  },
};
"""
A, B, C = [[0.1, 0.1]], [[0.2, 0.2]], [[0.3, 0.3]]
LABELS = [0, 0, 0, 1, 1, 2]


@pytest.fixture(scope="module")
def js(tmp_path_factory):
    with harness(SOURCE, tmp_path_factory.mktemp("drawing")) as call:
        yield call


def shown(js, *acts, strokes=(A,), example=0):
    state = {"strokes": list(strokes), "example": example, "labels": LABELS}
    return [tuple(each) for each in js("acts", state, acts)["shown"]]


def test_the_drawing_of_the_page_gives_way_to_the_first_stroke(js):
    assert shown(js, ["stroke", B], ["stroke", C]) == [([B], 0), ([B, C], 0)]


def test_undo_goes_back_through_everything(js):
    acts = [["stroke", B], ["clear"], ["load", 1], ["load", 1], ["load", 1], ["stroke", C]]
    there = shown(js, *acts)
    assert there == [([B], 0), ([], 0), ([], 4), ([], 5), ([], 4), ([C], 0)]
    back = shown(js, *acts, *[["undo"]] * 7)[len(acts) :]
    assert back == [*there[-2::-1], ([A], 0), ([], 0)]


def test_nothing_is_cleared_twice(js):
    assert shown(js, ["clear"], ["clear"], ["undo"])[-1] == ([A], 0)


def test_a_drawing_from_python_loses_its_last_stroke(js):
    """What was done before it came is not brought back."""
    changed = ["put", {"strokes": [B, C], "example": 0}]
    assert shown(js, ["clear"], changed, ["undo"])[-1] == ([B], 0)


def test_the_pen_is_lifted_when_something_else_comes(js):
    state = {"strokes": [A], "example": 0, "labels": LABELS}
    acts = [["stroke", B], ["clear"], ["clear"], ["load", 0], ["undo"]]
    assert js("acts", state, acts)["replaced"] == 3


def test_a_pen_adds_to_what_is_there(js):
    assert js("led", [A], [[[0.5, 0.5]], [[0.6, 0.5]]]) == [
        [A, [[0.5, 0.5]]],
        [A, [[0.5, 0.5], [0.6, 0.5]]],
    ]


def test_places_that_come_together_make_one_change(js):
    assert js("led", [], [[[0.5, 0.5], [0.6, 0.5], [0.7, 0.5]]]) == [
        [[[0.5, 0.5], [0.6, 0.5], [0.7, 0.5]]]
    ]


def test_near_places_add_nothing_unless_they_are_steps(js):
    near = [[[0.5, 0.5]], [[0.505, 0.5]], [[0.505, 0.5]]]
    assert len(js("led", [], near)) == 1
    assert js("led", [], near, 100, True)[-1] == [[[0.5, 0.5], [0.505, 0.5]]]


def test_points_are_within_the_field_and_no_more_than_there_may_be(js):
    assert js("led", [], [[[-0.2, 1.7]]]) == [[[[0, 1]]]]
    many = [[[k / 10, 0.5]] for k in range(8)]
    assert len(js("led", [A], many, 4)[-1][1]) == 3
