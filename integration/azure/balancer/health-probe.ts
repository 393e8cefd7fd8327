import { request as http } from 'node:http';
import { request as https } from 'node:https';
import { connect } from 'node:net';
import { Probe } from '../arm/network';
import { PLATFORM } from '../machine/special-addresses';

const DEFAULT_INTERVAL_S = 15;
const LONGEST_MS = 30_000;

/** Asks one backend again and again whether it is healthy. */
export class HealthProbe {
  public healthy = false;
  private same = 0;
  private asked = 0;
  private stopped = false;
  private timer?: NodeJS.Timeout;

  public constructor(private readonly address: string, private readonly probe: Probe) {
    void this.ask();
  }

  public stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    const interval = (this.probe.intervalInSeconds ?? DEFAULT_INTERVAL_S) * 1000;
    const start = Date.now();
    const healthy = await this.answers(Math.min(interval, LONGEST_MS));
    this.hear(healthy);
    if (!this.stopped) this.timer = setTimeout(() => void this.ask(), Math.max(0, interval - (Date.now() - start)));
  }

  private hear(healthy: boolean): void {
    this.asked += 1;
    this.same = healthy === this.healthy ? 0 : this.same + 1;
    // The first answer counts at once; later ones when they are as many in a row as the threshold.
    if (this.same >= (this.asked === 1 ? 1 : this.probe.probeThreshold ?? this.probe.numberOfProbes ?? 1)) {
      this.healthy = healthy;
      this.same = 0;
    }
  }

  private answers(timeout: number): Promise<boolean> {
    const { protocol, port, requestPath } = this.probe;
    const { address } = this;
    return new Promise((resolve) => {
      const end = (healthy: boolean, close: () => void) => {
        clearTimeout(timer);
        resolve(healthy);
        close();
      };
      const open = () => {
        if (protocol.toLowerCase() === 'tcp') {
          const socket = connect({ host: address, port, localAddress: PLATFORM });
          socket.on('connect', () => end(true, () => socket.destroy())).on('error', () => end(false, () => socket.destroy()));
          return socket;
        }
        const options = {
          host: address, port, path: requestPath || '/', headers: { Host: address }, localAddress: PLATFORM, agent: false, rejectUnauthorized: false,
        };
        const request = (protocol.toLowerCase() === 'https' ? https : http)(options, (response) => {
          end(response.statusCode === 200, () => request.destroy());
        });
        return request.on('error', () => end(false, () => request.destroy())).end();
      };
      const connection = open();
      const timer = setTimeout(() => end(false, () => connection.destroy()), timeout);
    });
  }
}
