"""The lab's WGAN in PyTorch, as a peer of the benchmark; Protocol.java describes its input and output.

    python pytorch_peer.py eager-fp32|autocast|compile BATCH THREADS
"""

import contextlib
import json
import sys
import time

import torch
from torch import nn

LATENT, CRITIC_STEPS, CLIP, RATE = 100, 5, 0.01, 5e-5


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(LATENT, 1024)
        self.br1 = nn.Sequential(nn.BatchNorm1d(1024), nn.ReLU())
        self.fc2 = nn.Linear(1024, 128 * 7 * 7)
        self.br2 = nn.Sequential(nn.BatchNorm1d(128 * 7 * 7), nn.ReLU())
        self.conv1 = nn.Sequential(nn.ConvTranspose2d(128, 64, 4, 2, 1), nn.BatchNorm2d(64), nn.ReLU())
        self.conv2 = nn.Sequential(nn.ConvTranspose2d(64, 1, 4, 2, 1), nn.Tanh())

    def forward(self, z):  # (B, 100) → (B, 1, 28, 28)
        x = self.br2(self.fc2(self.br1(self.fc1(z))))
        return self.conv2(self.conv1(x.view(-1, 128, 7, 7)))


class Critic(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Sequential(nn.Conv2d(1, 32, 5, 2, 2), nn.BatchNorm2d(32), nn.LeakyReLU(0.2))
        self.conv2 = nn.Sequential(nn.Conv2d(32, 64, 5, 2, 2), nn.BatchNorm2d(64), nn.LeakyReLU(0.2))
        self.fc1 = nn.Sequential(nn.Linear(64 * 7 * 7, 1024), nn.LeakyReLU(0.2))
        self.fc2 = nn.Linear(1024, 1)

    def forward(self, x):  # (B, 1, 28, 28) → (B, 1)
        return self.fc2(self.fc1(self.conv2(self.conv1(x)).flatten(1)))


class Training:
    """An iteration is five updates of the critic on the same batch with new noise, then one of the generator."""

    def __init__(self, mode, batch):
        self.batch = batch
        self.real = torch.rand(batch, 1, 28, 28) * 2 - 1
        self.generator, self.critic = Generator(), Critic()
        self.generator_optimizer = torch.optim.RMSprop(self.generator.parameters(), RATE)
        self.critic_optimizer = torch.optim.RMSprop(self.critic.parameters(), RATE)
        self.precision = contextlib.nullcontext if mode == "eager-fp32" else self.autocast
        if mode == "compile":
            self.generator.compile()
            self.critic.compile()

    @staticmethod
    def autocast():
        return torch.autocast("cpu", torch.bfloat16)

    def noise(self):
        return torch.randn(self.batch, LATENT)

    def iterate(self):
        for _ in range(CRITIC_STEPS):
            self.critic_optimizer.zero_grad()
            with self.precision():
                fake = self.generator(self.noise()).detach()
                loss = self.critic(fake).mean() - self.critic(self.real).mean()
            loss.backward()
            self.critic_optimizer.step()
            with torch.no_grad():
                for parameter in self.critic.parameters():
                    parameter.clamp_(-CLIP, CLIP)
        self.generator_optimizer.zero_grad()
        with self.precision():
            loss = -self.critic(self.generator(self.noise())).mean()
        loss.backward()
        self.generator_optimizer.step()

    def measure(self, iterations):
        """Returns the milliseconds of each iteration, after one that is not measured."""
        self.iterate()
        values = []
        for _ in range(iterations):
            start = time.perf_counter()
            self.iterate()
            values.append((time.perf_counter() - start) * 1e3)
        return values


def peak_resident_bytes():
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return None


def serve(mode, batch, threads):
    torch.manual_seed(0)
    torch.set_num_threads(threads)
    training = Training(mode, batch)
    print(json.dumps({"engine": f"torch {torch.__version__}, {torch.get_num_threads()} thread(s)"}), flush=True)
    for request in sys.stdin:
        values = training.measure(int(request.removeprefix("measure ")))
        print(json.dumps({"values": values, "peak_resident_bytes": peak_resident_bytes()}), flush=True)


if __name__ == "__main__":
    try:
        serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    except Exception as e:  # one line, which is the reason; torch.compile raises long messages
        print(f"{type(e).__name__}: {str(e).strip().splitlines()[0] if str(e) else ''}", file=sys.stderr)
        sys.exit(1)
