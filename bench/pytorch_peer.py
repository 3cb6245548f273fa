"""The lab's WGAN in PyTorch, as a peer of the benchmark; Protocol.java describes its input and output.

    python pytorch_peer.py MODE-PRECISION BATCH THREADS     MODE is eager, tuned or compile; PRECISION is fp32 or bf16
    python pytorch_peer.py check BATCH THREADS MODE-PRECISION...
    python pytorch_peer.py blocks DEVICE BATCH BLOCKS STEPS MODE-PRECISION...

The second form prints the losses of some iterations of each of these, as one JSON object. With the same seed they must be equal to
those of eager-fp32, except for rounding.

The third form measures the mean milliseconds of an iteration in some blocks of steps, on any device, and prints one JSON object for each
mode. On a GPU there is one mode more, graph: the tuned form, captured as one CUDA graph of a whole iteration. PRECISION can be tf32, and MODE also
modules: the tuned form with both networks compiled, which needs no feature of a new PyTorch.
"""

import contextlib
import json
import sys
import time

import torch
from torch import nn
from torch.optim.rmsprop import rmsprop

LATENT, CRITIC_STEPS, CLIP, RATE = 100, 5, 0.01, 5e-5
CHECKED_ITERATIONS = 3
WARM_UP_BLOCKS = 2
DEVICE = torch.device("cpu")  # replaced by the form blocks


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

    def __init__(self, precision, batch):
        self.batch = batch
        self.real = torch.rand(batch, 1, 28, 28, device=DEVICE) * 2 - 1
        self.generator, self.critic = Generator().to(DEVICE), Critic().to(DEVICE)
        self.generator_optimizer = torch.optim.RMSprop(self.generator.parameters(), RATE)
        self.critic_optimizer = torch.optim.RMSprop(self.critic.parameters(), RATE)
        self.half = precision == "bf16"

    def autocast(self):
        return torch.autocast(DEVICE.type, torch.bfloat16, enabled=self.half)

    def update_critic(self, noise):
        self.critic_optimizer.zero_grad()
        with self.autocast():
            fake = self.generator(noise).detach()
            loss = self.critic(fake).mean() - self.critic(self.real).mean()
        loss.backward()
        self.critic_optimizer.step()
        with torch.no_grad():
            for parameter in self.critic.parameters():
                parameter.clamp_(-CLIP, CLIP)
        return loss.detach()

    def update_generator(self, noise):
        self.generator_optimizer.zero_grad()
        with self.autocast():
            loss = -self.critic(self.generator(noise)).mean()
        loss.backward()
        self.generator_optimizer.step()
        return loss.detach()

    def iterate(self):
        """Returns the losses of the six updates."""
        losses = [self.update_critic(self.noise()) for _ in range(CRITIC_STEPS)]
        return [*losses, self.update_generator(self.noise())]

    def noise(self):
        return torch.randn(self.batch, LATENT, device=DEVICE)

    def measure(self, iterations):
        """Returns the milliseconds of each iteration, after one that is not measured, and the page faults of one."""
        self.iterate()
        values = []
        faults = minor_page_faults()
        for _ in range(iterations):
            start = time.perf_counter()
            self.iterate()
            values.append((time.perf_counter() - start) * 1e3)
        return values, None if faults is None else (minor_page_faults() - faults) / iterations


class TunedTraining(Training):
    """The same with all that a user of PyTorch can do without other mathematics.

    Real and generated images need a pass each, because batch-norm uses the statistics of a batch.
    """

    def __init__(self, precision, batch):
        super().__init__(precision, batch)
        self.real = self.real.contiguous(memory_format=torch.channels_last)
        self.generator.to(memory_format=torch.channels_last)
        self.critic.to(memory_format=torch.channels_last)
        self.critic_parameters = list(self.critic.parameters())
        # Without `capturable` the optimizers of a graph would read their steps on the host.
        settings = {"foreach": True, "capturable": DEVICE.type == "cuda"}
        self.generator_optimizer = torch.optim.RMSprop(self.generator.parameters(), RATE, **settings)
        self.critic_optimizer = torch.optim.RMSprop(self.critic_parameters, RATE, **settings)

    def update_critic(self, noise):
        self.critic_optimizer.zero_grad(set_to_none=True)
        with self.autocast():
            with torch.no_grad():
                fake = self.generator(noise)
            loss = self.critic(fake).mean() - self.critic(self.real).mean()
        loss.backward()
        self.critic_optimizer.step()
        self.clamp_critic()
        return loss.detach()

    @torch.no_grad()
    def clamp_critic(self):
        torch._foreach_clamp_min_(self.critic_parameters, -CLIP)
        torch._foreach_clamp_max_(self.critic_parameters, CLIP)

    def update_generator(self, noise):
        self.generator_optimizer.zero_grad(set_to_none=True)
        self.critic.requires_grad_(False)
        with self.autocast():
            loss = -self.critic(self.generator(noise)).mean()
        loss.backward()
        self.critic.requires_grad_(True)
        self.generator_optimizer.step()
        return loss.detach()


class CompiledTraining(TunedTraining):
    """Each of the two updates is one compiled graph: passes, gradients, optimizer and clamp.

    `fullgraph` makes it an error if a part cannot be compiled. `Optimizer.step` interrupts the graph on purpose, so its function is
    called; its gradients come from `torch.autograd.grad`.
    """

    def __init__(self, precision, batch):
        super().__init__(precision, batch)
        with contextlib.suppress(AttributeError):  # before 2.12 there is no such setting, and autograd.grad interrupts the graph
            torch._dynamo.config.trace_autograd_ops = True
        self.generator_parameters = list(self.generator.parameters())
        self.generator_state = self.optimizer_state(self.generator_parameters)
        self.critic_state = self.optimizer_state(self.critic_parameters)
        self.update_critic = torch.compile(self.update_critic, fullgraph=True)
        self.update_generator = torch.compile(self.update_generator, fullgraph=True)

    @staticmethod
    def optimizer_state(parameters):
        return [torch.zeros_like(p) for p in parameters], [torch.zeros((), device=DEVICE) for _ in parameters]

    @staticmethod
    def optimize(parameters, gradients, state):
        squares, steps = state
        rmsprop(
            parameters, list(gradients), squares, [], [], steps, foreach=True,
            lr=RATE, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=False,
            capturable=DEVICE.type == "cuda",
        )

    def update_critic(self, noise):
        with self.autocast():
            with torch.no_grad():
                fake = self.generator(noise)
            loss = self.critic(fake).mean() - self.critic(self.real).mean()
        gradients = torch.autograd.grad(loss, self.critic_parameters)
        with torch.no_grad():
            self.optimize(self.critic_parameters, gradients, self.critic_state)
        self.clamp_critic()
        return loss.detach()

    def update_generator(self, noise):
        with self.autocast():
            loss = -self.critic(self.generator(noise)).mean()
        gradients = torch.autograd.grad(loss, self.generator_parameters)
        with torch.no_grad():
            self.optimize(self.generator_parameters, gradients, self.generator_state)
        return loss.detach()


class CompiledModulesTraining(TunedTraining):
    """The tuned form with both networks compiled, each with its gradient; optimizer and clamp are not."""

    def __init__(self, precision, batch):
        super().__init__(precision, batch)
        self.generator.compile()
        self.critic.compile()


class GraphTraining(TunedTraining):
    """A whole iteration is one CUDA graph, with its noise. The losses are tensors that the next iteration overwrites."""

    def __init__(self, precision, batch):
        super().__init__(precision, batch)
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(3):  # allocates what the graph must not
                super().iterate()
        torch.cuda.current_stream().wait_stream(stream)
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph):
            self.losses = super().iterate()

    def iterate(self):
        self.graph.replay()
        return self.losses


TRAININGS = {"eager": Training, "tuned": TunedTraining, "compile": CompiledTraining}
TRAININGS |= {"modules": CompiledModulesTraining, "graph": GraphTraining}


def training(mode, batch):
    torch.manual_seed(0)
    name, precision = mode.split("-")
    return TRAININGS[name](precision, batch)


def minor_page_faults():
    with contextlib.suppress(OSError), open("/proc/self/stat", encoding="ascii") as stat:
        return int(stat.read().rpartition(")")[2].split()[7])
    return None


def peak_resident_bytes():
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return None


def serve(mode, batch):
    peer = training(mode, batch)
    print(json.dumps({"engine": f"torch {torch.__version__}, {torch.get_num_threads()} thread(s)"}), flush=True)
    for request in sys.stdin:
        values, faults = peer.measure(int(request.removeprefix("measure ")))
        answer = {"values": values, "page_faults": faults, "peak_resident_bytes": peak_resident_bytes()}
        print(json.dumps(answer), flush=True)


def check(modes, batch):
    losses = {}
    for mode in modes:
        peer = training(mode, batch)
        losses[mode] = [[loss.item() for loss in peer.iterate()] for _ in range(CHECKED_ITERATIONS)]
    print(json.dumps(losses))


def blocks(modes, batch, count, steps):
    for mode in modes:
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = mode.endswith("-tf32")
        values = []
        try:
            peer = training(mode, batch)
            for block in range(-WARM_UP_BLOCKS, count):
                synchronize()
                start = time.perf_counter()
                for _ in range(steps):
                    peer.iterate()
                synchronize()
                if block >= 0:
                    values.append((time.perf_counter() - start) * 1e3 / steps)
            losses = [round(loss.item(), 6) for loss in peer.iterate()]
        except Exception as e:  # the other modes are measured
            print(json.dumps({"case": mode, "error": f"{type(e).__name__}: {str(e)[:300]}"}), flush=True)
            continue
        line = {"case": mode, "torch": torch.__version__, "batch": batch, "iteration_ms": values, "losses": losses}
        print(json.dumps(line), flush=True)


def synchronize():
    if DEVICE.type == "cuda":
        torch.cuda.synchronize()


def main(arguments):
    global DEVICE
    if arguments[0] == "blocks":
        DEVICE = torch.device(arguments[1])
        blocks(arguments[5:], *map(int, arguments[2:5]))
        return
    checks = arguments[0] == "check"
    batch, threads = int(arguments[1]), int(arguments[2])
    torch.set_num_threads(threads)
    if checks:
        check(arguments[3:], batch)
    else:
        serve(arguments[0], batch)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Exception as e:  # one line, which is the reason; torch.compile raises long messages
        print(f"{type(e).__name__}: {str(e).strip().splitlines()[0] if str(e) else ''}", file=sys.stderr)
        sys.exit(1)
