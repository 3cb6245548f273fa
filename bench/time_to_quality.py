"""Draws the distance to real images against minutes of training, and prints it as a table.

    python time_to_quality.py OUT.png NAME=SECONDS=METRICS[,METRICS...] ...

NAME is a curve, SECONDS the median time of an iteration on a quiet machine (`bench/run`), and METRICS a `metrics.jsonl` that
`wgan train --evaluate-every` wrote. For generators from elsewhere it is a directory with files NNNNNN.json, which `wgan evaluate --json`
printed for the generator after NNNNNN iterations. Several METRICS are training seeds of the same settings: the curve is their mean, the
band is between the smallest and the largest, and the table has mean ± standard deviation. Minutes are iterations x SECONDS, so
evaluations and other work on the machine do not count. Needs matplotlib.

All distances in one figure must be to the same set of real images: those of `--evaluate-every` are to the validation set, so use
`wgan evaluate --split validation` for the others.
"""

import json
import pathlib
import statistics
import sys

KEY = "frechet_classifier_distance"
MINUTES = (0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120)
DISTANCES = (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)


def points(metrics):  # {iteration: distance}
    path = pathlib.Path(metrics)
    if path.is_dir():
        files = sorted(path.glob("[0-9]*.json"))
        return {int(file.stem): json.loads(file.read_text())[KEY] for file in files}
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return {line["iteration"]: line[KEY] for line in lines if line.get(KEY) is not None}


def read(curve):  # name, iterations per minute, [(minutes, [distance of each seed])]
    name, seconds, metrics = curve.split("=", 2)
    seeds = [points(path) for path in metrics.split(",")]
    iterations = sorted(set.intersection(*(set(seed) for seed in seeds)))
    if not iterations:
        sys.exit(f"{name}: {metrics} have no evaluation at the same iteration, expected metrics.jsonl of --evaluate-every")
    minutes_each = float(seconds) / 60
    return name, 1 / minutes_each, [(i * minutes_each, [seed[i] for seed in seeds]) for i in iterations]


def text(distances):
    mean = f"{statistics.mean(distances):.1f}"
    return mean if len(distances) == 1 else f"{mean} ± {statistics.stdev(distances):.1f}"


def table(curves):
    first = min(series[0][0] for _, _, series in curves)
    last = max(series[-1][0] for _, _, series in curves)
    columns = [minutes for minutes in MINUTES if first <= minutes <= last]
    print(f"| | iterations per minute | {' | '.join(f'distance after {minutes:g} min' for minutes in columns)} |")
    print("|---" * (len(columns) + 2) + "|")
    for name, per_minute, series in curves:
        cells = []
        for minutes in columns:
            before = [distances for time, distances in series if time <= minutes]
            cells.append(text(before[-1]) if before and series[-1][0] >= minutes else "")
        print(f"| {name} | {per_minute:.0f} | {' | '.join(cells)} |")


def draw(out, curves):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
    for name, _, series in curves:
        minutes = [time for time, _ in series]
        (line,) = axes.plot(minutes, [statistics.mean(seeds) for _, seeds in series], marker=".", label=name)
        axes.fill_between(
            minutes, [min(s) for _, s in series], [max(s) for _, s in series], color=line.get_color(), alpha=0.2, linewidth=0
        )
    axes.set(xlabel="minutes of training", ylabel="Fréchet classifier distance", yscale="log", xscale="log")
    low, high = axes.get_xlim()
    ticks = [minutes for minutes in MINUTES if low <= minutes <= high]
    axes.set_xticks(ticks, labels=[f"{minutes:g}" for minutes in ticks])
    low, high = axes.get_ylim()
    ticks = [distance for distance in DISTANCES if low <= distance <= high]
    axes.set_yticks(ticks, labels=ticks)
    axes.minorticks_off()
    axes.grid(which="both", alpha=0.3)
    axes.legend()
    figure.savefig(out, dpi=110)


def main(out, *arguments):
    curves = [read(argument) for argument in arguments]
    table(curves)
    draw(out, curves)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
