"""Trains the lab's WGAN in PyTorch on MNIST, in fp32, and saves its generator at regular iterations.

    python pytorch_lab.py IDX_DIRECTORY OUT_DIRECTORY EPOCHS THREADS EVERY

Each `OUT_DIRECTORY/NNNNNN.safetensors` is a file for `wgan evaluate --model`. Needs the package safetensors.
"""

import pathlib
import sys

import torch
from safetensors.torch import save_file

from pytorch_peer import Training

BATCH = 128


def images(directory):  # (60000, 1, 28, 28) in [-1, 1]
    data = pathlib.Path(directory, "train-images-idx3-ubyte").read_bytes()
    pixels = torch.frombuffer(bytearray(data[16:]), dtype=torch.uint8)
    return pixels.view(-1, 1, 28, 28) / 127.5 - 1


def main(directory, out, epochs, threads, every):
    torch.set_num_threads(int(threads))
    torch.manual_seed(0)
    training = Training("fp32", BATCH)
    digits = images(directory)
    iteration = 0
    for _ in range(int(epochs)):
        for batch in torch.randperm(len(digits)).split(BATCH):  # the last batch is short, as in the lab
            training.real, training.batch = digits[batch], len(batch)
            training.iterate()
            iteration += 1
            if iteration % int(every) == 0:
                save_file(training.generator.state_dict(), pathlib.Path(out, f"{iteration:06}.safetensors"))
                print(iteration, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
