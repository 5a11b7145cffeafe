"""Every figure of the book: diagrams of the derivation, and plots of what the code computed.

Each function returns a `Picture`, which a notebook or a page shows as inline SVG in the colours
of the theme. This package loads matplotlib, so `nnlib` itself does not import it.
"""

from nnlib._extras import missing

try:
    from nnlib.figures.backward_blocks import gradient_blocks, recursion_blocks, transpose_rows
    from nnlib.figures.batches import cost_over_work, noise_of_batches
    from nnlib.figures.blocks import batch_as_columns, product_blocks
    from nnlib.figures.courses import cost_and_levels, edge_of_stability, modes_over_time
    from nnlib.figures.curvature import paths_on_surface, spectra
    from nnlib.figures.curves import activation_curves, difference_errors, slope_at_point
    from nnlib.figures.depth import through_depth
    from nnlib.figures.descent import descent_on_bowl, gradient_descent_1d
    from nnlib.figures.epochs import over_epochs
    from nnlib.figures.evaluation import calibration, over_setting
    from nnlib.figures.flow import chain_paths, chain_paths_vector, delta_flow, loss_and_cost
    from nnlib.figures.gradients import cost_over_gradients
    from nnlib.figures.landscape import cost_on_plane, costs_along
    from nnlib.figures.line_search import line_search
    from nnlib.figures.network import network_diagram
    from nnlib.figures.neuron import neuron_diagram, two_layer_zoom, weight_path
    from nnlib.figures.notation import symbol_anatomy
    from nnlib.figures.nudges import errors_over_nudges
    from nnlib.figures.output import output_errors
    from nnlib.figures.picture import Picture
    from nnlib.figures.pixels import digit_as_column
    from nnlib.figures.plots import confusion_matrix, digit_grid, learning_curves
    from nnlib.figures.quadratic import components_over_steps, step_factors
    from nnlib.figures.spread import spread_of_runs
    from nnlib.figures.steps import over_steps
    from nnlib.figures.style import PALETTE, light
    from nnlib.figures.surface import decision_surface
    from nnlib.figures.tape import computation_graph
    from nnlib.figures.tracking import errors_over_rates
    from nnlib.figures.troubles import cost_over_rates, gallery_of_costs
except ModuleNotFoundError as error:
    raise missing("figures", error) from None

__all__ = [
    "PALETTE",
    "Picture",
    "activation_curves",
    "batch_as_columns",
    "calibration",
    "chain_paths",
    "chain_paths_vector",
    "components_over_steps",
    "computation_graph",
    "confusion_matrix",
    "cost_and_levels",
    "cost_on_plane",
    "cost_over_gradients",
    "cost_over_rates",
    "cost_over_work",
    "costs_along",
    "decision_surface",
    "delta_flow",
    "descent_on_bowl",
    "difference_errors",
    "digit_as_column",
    "digit_grid",
    "edge_of_stability",
    "errors_over_nudges",
    "errors_over_rates",
    "gallery_of_costs",
    "gradient_blocks",
    "gradient_descent_1d",
    "learning_curves",
    "light",
    "line_search",
    "loss_and_cost",
    "modes_over_time",
    "network_diagram",
    "neuron_diagram",
    "noise_of_batches",
    "output_errors",
    "over_epochs",
    "over_setting",
    "over_steps",
    "paths_on_surface",
    "product_blocks",
    "recursion_blocks",
    "slope_at_point",
    "spectra",
    "step_factors",
    "over_steps",
    "product_blocks",
    "recursion_blocks",
    "slope_at_point",
    "step_factors",
    "spread_of_runs",
    "symbol_anatomy",
    "through_depth",
    "transpose_rows",
    "two_layer_zoom",
    "weight_path",
]
