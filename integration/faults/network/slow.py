"""Delays what a machine sends, and loses some of it: slow.py DELAY_MS LOSS_PERCENT

Runs in the network namespace of the machine, whose packets iptables gives it (-j NFQUEUE, queue 0). It needs nothing but Python, and a
kernel with nfnetlink_queue; not every kernel has sch_netem. Ends when its standard input does.
"""

import collections
import random
import select
import socket
import struct
import sys
import time

NETLINK_NETFILTER = 12
QUEUE = 3 << 8
PACKET, VERDICT, CONFIG = QUEUE | 0, QUEUE | 1, QUEUE | 2
REQUEST = 1
BIND, HEADERS_ONLY = 1, 1
CONFIG_COMMAND, CONFIG_PARAMETERS, CONFIG_LENGTH = 1, 2, 3
PACKET_HEADER, VERDICT_HEADER = 1, 2
DROP, ACCEPT = 0, 1

delay, loss = float(sys.argv[1]) / 1000, float(sys.argv[2]) / 100
netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
netlink.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
netlink.bind((0, 0))


def send(kind, attribute, value):
    body = struct.pack('=BBH', 0, 0, 0) + struct.pack('=HH', 4 + len(value), attribute) + value + b'\0' * (-len(value) % 4)
    netlink.send(struct.pack('=IHHII', 16 + len(body), kind, REQUEST, 0, 0) + body)


def packets(data):
    """The numbers of the packets in what the kernel sent."""
    while len(data) >= 16:
        length, kind = struct.unpack_from('=IH', data)
        at = 20
        while kind == PACKET and at < length:
            size, attribute = struct.unpack_from('=HH', data, at)
            if attribute & 0x7fff == PACKET_HEADER:
                yield struct.unpack_from('!I', data, at + 4)[0]
            at += (size + 3) & ~3
        data = data[(length + 3) & ~3:]


send(CONFIG, CONFIG_COMMAND, struct.pack('!BBH', BIND, 0, 0))
send(CONFIG, CONFIG_PARAMETERS, struct.pack('!IB', 0, HEADERS_ONLY))
send(CONFIG, CONFIG_LENGTH, struct.pack('!I', 100_000))
print('ready', flush=True)

waiting = collections.deque()
delayed = lost = 0


def decide(before):
    """Sends or loses what was to wait until then."""
    global delayed, lost
    while waiting and waiting[0][0] <= before:
        verdict = DROP if random.random() < loss else ACCEPT
        delayed, lost = delayed + 1, lost + (verdict == DROP)
        send(VERDICT, VERDICT_HEADER, struct.pack('!II', verdict, waiting.popleft()[1]))


while True:
    patience = max(0, waiting[0][0] - time.monotonic()) if waiting else None
    readable, _, _ = select.select([netlink, sys.stdin], [], [], patience)
    if sys.stdin in readable:
        break
    if netlink in readable:
        for number in packets(netlink.recv(1 << 16)):
            waiting.append((time.monotonic() + delay, number))
    decide(time.monotonic())
decide(float('inf'))  # the kernel would lose all that waits
print(f'{delayed} packets delayed, {lost} of them lost', flush=True)
