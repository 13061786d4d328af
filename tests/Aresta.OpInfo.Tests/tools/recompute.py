#!/usr/bin/env python3
"""Recomputes with 30 digits the records of torch-opinfo whose expected values are off, and writes corrections.jsonl beside the tests.

Needs python3-mpmath (Debian). Run it from anywhere; it reads tests/data/torch-opinfo/public.jsonl.gz and rewrites
tests/Aresta.OpInfo.Tests/corrections.jsonl, one JSON object a line: id, reason, and what the record's members of the same names should be.
A record is corrected only where the recomputation differs by more than the pass mark of the tests.
"""
import gzip
import json
import pathlib
import struct

from mpmath import mp, mpf, sign

mp.dps = 30
PASS_MARK = mpf("1e-9")
SUSPECTS = {"linalg.vector_norm#1", "linalg.vector_norm#3"}
HERE = pathlib.Path(__file__).resolve().parents[1]

SINGLE_ORDER = (
    "torch 1.13 narrows the order of the norm to single precision: with ord rounded to float32 the recomputation gives the recorded norm, "
    "and with that norm in its formula the recorded gradient"
)


def vector_norm(record, order):
    """The norm (sum |x|^p)^(1/p) of all elements."""
    return sum(abs(mpf(v)) ** order for v in record["input"]["data"]) ** (1 / order)


def gradient_of_norm(record, order, norm):
    """Its gradient times the cotangent, at the given norm."""
    x = [mpf(v) for v in record["input"]["data"]]
    return [mpf(record["cotangents"][0][0]) * sign(v) * abs(v) ** (order - 1) * norm ** (1 - order) for v in x]


def single(value):
    """The float32 nearest to a float64, exactly."""
    return mpf(struct.unpack("<f", struct.pack("<f", value))[0])


def differs(a, b):
    scale = max([mpf(1)] + [abs(v) for v in b])
    return any(abs(x - y) > PASS_MARK * scale for x, y in zip(a, b))


def correct(record):
    order = mpf(record["kwargs"]["ord"])
    norm = vector_norm(record, order)
    gradient = gradient_of_norm(record, order, norm)
    recorded_norm = mpf(record["outputs"][0]["data"][0])
    recorded_gradient = [mpf(v) for v in record["grads"]["0"]]
    if not differs([norm], [recorded_norm]) and not differs(gradient, recorded_gradient):
        return None

    # The reason holds: torch's own numbers come out when its mistake is made.
    assert not differs([vector_norm(record, single(record["kwargs"]["ord"]))], [recorded_norm]), record["id"]
    assert not differs(gradient_of_norm(record, order, recorded_norm), recorded_gradient), record["id"]
    direction = [mpf(v) for v in record["direction"][0]]
    return {
        "id": record["id"],
        "reason": SINGLE_ORDER,
        "outputs": [[float(norm)]],
        "grads": {"0": [float(v) for v in gradient]},
        "directional_derivative": float(sum(g * d for g, d in zip(gradient, direction))),
    }


def main():
    with gzip.open(HERE.parent / "data" / "torch-opinfo" / "public.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    with open(HERE / "corrections.jsonl", "w", encoding="utf-8", newline="\n") as out:
        for record in records:
            if record["id"] in SUSPECTS and (correction := correct(record)):
                out.write(json.dumps(correction) + "\n")


if __name__ == "__main__":
    main()
