"""Draws the distance to real images against minutes of training, and prints it as a table.

    python time_to_quality.py OUT.png NAME=SECONDS=METRICS...

NAME is a curve, SECONDS the median time of an iteration on a quiet machine (`bench/run`), and METRICS a `metrics.jsonl` that
`wgan train --evaluate-every` wrote. For generators from elsewhere it is a directory with files NNNNNN.json, which `wgan evaluate --json`
printed for the generator after NNNNNN iterations. Minutes are iterations x SECONDS, so evaluations and other work on the machine do not count.
Needs matplotlib.
"""

import json
import pathlib
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

KEY = "frechet_classifier_distance"
MINUTES = (1, 2, 4, 8, 15, 30, 60)
DISTANCES = (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)


def points(metrics):  # [(iteration, distance)]
    path = pathlib.Path(metrics)
    if path.is_dir():
        files = sorted(path.glob("[0-9]*.json"))
        return [(int(file.stem), json.loads(file.read_text())[KEY]) for file in files]
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return [(line["iteration"], line[KEY]) for line in lines if line.get(KEY) is not None]


def main(out, *curves):
    figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
    print(f"| | iterations per minute | distance after {' min | '.join(map(str, MINUTES[1:]))} min |")
    print("|---" * (len(MINUTES) + 1) + "|")
    for curve in curves:
        name, seconds, metrics = curve.split("=", 2)
        series = [(iteration * float(seconds) / 60, distance) for iteration, distance in points(metrics)]
        axes.plot(*zip(*series), marker=".", label=name)
        cells = []
        for minutes in MINUTES[1:]:
            before = [distance for time, distance in series if time <= minutes]
            cells.append(f"{before[-1]:.1f}" if before and series[-1][0] >= minutes else "")
        print(f"| {name} | {60 / float(seconds):.0f} | {' | '.join(cells)} |")
    axes.set(xlabel="minutes of training", ylabel="Fréchet classifier distance", yscale="log", xscale="log")
    axes.set_xticks(MINUTES, labels=MINUTES)
    axes.set_yticks(DISTANCES, labels=DISTANCES)
    axes.minorticks_off()
    axes.grid(which="both", alpha=0.3)
    axes.legend()
    figure.savefig(out, dpi=110)


if __name__ == "__main__":
    main(*sys.argv[1:])
