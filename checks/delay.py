"""Connects two network namespaces by a link with a delay, where the kernel has no netem: a TUN device in each, and this program between them.

    delay.py NAMESPACE ADDRESS NAMESPACE ADDRESS MILLISECONDS

Prints "ready" when both devices, named `wire`, are up, and runs until it is ended. Each packet arrives MILLISECONDS after it was sent. Needs root.
"""

import collections
import ctypes
import fcntl
import os
import select
import struct
import subprocess
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 1, 0x1000
CLONE_NEWNET = 0x40000000
# The largest of an IP packet: few packets a second, so that this program does not limit the rate.
MTU = 65000
libc = ctypes.CDLL(None, use_errno=True)


def device(namespace, address):
    """Returns the file of a new TUN device in a namespace."""
    with open(f"/run/netns/{namespace}") as entry:
        if libc.setns(entry.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), f"cannot enter the network namespace {namespace}")
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH", b"wire", IFF_TUN | IFF_NO_PI))
    for command in (f"ip address add {address}/24 dev wire", f"ip link set wire mtu {MTU} up"):
        subprocess.run(command.split(), check=True)
    return tun


def main():
    first, second = device(sys.argv[1], sys.argv[2]), device(sys.argv[3], sys.argv[4])
    delay = float(sys.argv[5]) / 1000
    other = {first: second, second: first}
    waiting = {first: collections.deque(), second: collections.deque()}  # by the device that they go to
    # Processes of MPI that wait use all of a processor. They must not delay this one.
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))
    print("ready", flush=True)
    while True:
        times = [packets[0][0] for packets in waiting.values() if packets]
        timeout = max(0, min(times) - time.monotonic()) if times else None
        readable, _, _ = select.select([first, second], [], [], timeout)
        for tun in readable:
            try:
                while True:
                    packet = os.read(tun, MTU + 500)
                    waiting[other[tun]].append((time.monotonic() + delay, packet))
            except BlockingIOError:
                pass
        now = time.monotonic()
        for tun, packets in waiting.items():
            while packets and packets[0][0] <= now:
                try:
                    os.write(tun, packets.popleft()[1])
                except OSError:
                    pass  # a full queue drops packets, as a network does


main()
