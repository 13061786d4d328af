#!/usr/bin/env python3
"""The rows of `benchmarks/run peers` in PyTorch: the same sizes and the same numbers, timed when that program asks.

Called with a number of threads. Reads lines, and answers each with one:

    row KIND SIZES… FILE   makes a row of the float32 numbers in FILE, parameters first; answers its value (a loss, or an element)
    time N                 runs it N times; answers the seconds of one run: of the processor on one thread, of the clock on more
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

WIDTH, HEADS = 128, 4


class Block(nn.Module):
    """A block of a decoder: causal attention, then a wide layer, each behind a norm."""

    def __init__(self):
        super().__init__()
        self.before = nn.LayerNorm(WIDTH)
        self.packed = nn.Linear(WIDTH, 3 * WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.between = nn.LayerNorm(WIDTH)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x):
        batch, tokens, _ = x.shape
        parts = [
            part.view(batch, tokens, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.packed(self.before(x)).chunk(3, dim=2)
        ]
        if hasattr(F, "scaled_dot_product_attention"):
            attended = F.scaled_dot_product_attention(*parts, is_causal=True)
        else:  # before 2.0
            query, key, value = parts
            mask = torch.ones(tokens, tokens, dtype=torch.bool).triu(1)
            scores = (query @ key.transpose(2, 3)) * (WIDTH // HEADS) ** -0.5
            attended = scores.masked_fill(mask, float("-inf")).softmax(-1) @ value
        x = x + self.mixed(attended.transpose(1, 2).reshape(batch, tokens, WIDTH))
        return x + self.narrow(F.gelu(self.wide(self.between(x))))


def model(kind, sizes):
    """A module, the shapes of its data, and its loss."""
    if kind == "mlp":
        (batch,) = sizes
        net = nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10))
        return net, [(batch, 784), (batch,)], lambda x, y: F.cross_entropy(net(x), y.long())
    if kind == "cnn":
        (batch,) = sizes
        net = nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(),
            nn.MaxPool2d(2), nn.Flatten(), nn.Linear(64 * 7 * 7, 128), nn.ReLU(), nn.Linear(128, 10))
        return net, [(batch, 1, 28, 28), (batch,)], lambda x, y: F.cross_entropy(net(x), y.long())
    if kind == "lstm":
        steps, batch = sizes
        net = nn.LSTM(64, WIDTH)
        return net, [(steps, batch, 64), (steps, batch, WIDTH)], lambda x, y: F.mse_loss(net(x)[0], y)
    if kind == "transformer":
        batch, tokens = sizes
        net = Block()
        shape = (batch, tokens, WIDTH)
        return net, [shape, shape], lambda x, y: F.mse_loss(net(x), y)
    raise ValueError(kind)


def training(kind, sizes, file):
    """A step of training with Adam."""
    net, shapes, loss = model(kind, sizes)
    parameters = list(net.parameters())
    targets = [*(parameter.shape for parameter in parameters), *map(torch.Size, shapes)]
    numbers = torch.from_file(file, size=sum(shape.numel() for shape in targets)).clone()
    pieces = [
        piece.reshape(shape).clone() for piece, shape in zip(numbers.split([shape.numel() for shape in targets]), targets)
    ]
    with torch.no_grad():
        for parameter, piece in zip(parameters, pieces):
            parameter.copy_(piece)
    x, y = pieces[len(parameters):]
    if len(y.shape) == 1:
        y = y.long()
    try:
        optimizer = torch.optim.Adam(parameters, 1e-3, fused=True)
    except (RuntimeError, TypeError):  # before 2.4 on a processor
        optimizer = torch.optim.Adam(parameters, 1e-3)

    def step():
        optimizer.zero_grad()
        loss(x, y).backward()
        optimizer.step()

    with torch.no_grad():
        value = loss(x, y).item()
    return step, value


def chain(sizes, file):
    """The sum of ten elementwise operations, and its gradient."""
    leaf = torch.from_file(file, size=sizes[0]).clone().requires_grad_()

    def function():
        y = (leaf * 1.5 + 0.25).tanh() * leaf
        return ((y * y + 1.0).sqrt() * leaf.sigmoid() - 0.5).sum()

    def step():
        if leaf.grad is not None:
            leaf.grad.zero_()
        function().backward()

    with torch.no_grad():
        return step, function().item()


def main():
    threads = int(sys.argv[1])
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)
    clock = time.process_time if threads == 1 else time.perf_counter
    print(torch.__version__, flush=True)
    step = None
    for line in sys.stdin:
        words = line.rstrip("\n").split("\t")
        if words[0] == "row":
            kind, sizes, file = words[1], [int(word) for word in words[2:-1]], words[-1]
            step, value = chain(sizes, file) if kind == "chain" else training(kind, sizes, file)
            print(repr(value), flush=True)
        else:
            count = int(words[1])
            start = clock()
            for _ in range(count):
                step()
            print(repr((clock() - start) / count), flush=True)


if __name__ == "__main__":
    main()
