import { connect, createServer, type Server, type Socket } from 'node:net';

/** What happens to bytes on their way: `toServer` and `toClient` may be held back each for itself. */
export interface Weather {
  /** New connections are refused and those there are cut. */
  readonly cut?: boolean;
  /** Bytes in this direction vanish, while the connection stands: a partition that nobody hears of. */
  readonly lost?: 'toServer' | 'toClient';
  /** Every piece comes so much later, in milliseconds. */
  readonly lateMs?: number;
  /** Most bytes a second in each direction. */
  readonly bytesPerSecond?: number;
}

/** A TCP connection between two parts, in the hands of the test. */
export class Wire {
  /** Pieces lost or late and connections cut or refused so far, by the weather. */
  hits = 0;
  private weather: Weather = {};
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** Listens on a free port of loopback and leads to that one. */
  static async to(target: number): Promise<Wire> {
    const server = createServer({ allowHalfOpen: true });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const wire = new Wire(server, (server.address() as { port: number }).port);
    server.on('connection', (client) => wire.join(client, target));
    return wire;
  }

  /** From now on; nothing: fair. What vanished stays gone, so such connections are cut when the weather turns. */
  set(weather: Weather): void {
    const tear = weather.cut || (this.weather.lost && !weather.lost);
    this.weather = weather;
    if (tear) this.reset();
  }

  /** Cuts every connection there is, in the middle of whatever it carries. */
  reset(): void {
    this.hits += this.open.size;
    for (const socket of this.open) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.reset();
    await new Promise((closed) => this.server.close(closed));
  }

  private join(client: Socket, target: number): void {
    if (this.weather.cut) {
      this.hits += 1;
      return void client.resetAndDestroy();
    }
    const server = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    const ends = [client, server] as const;
    for (const socket of ends) {
      this.open.add(socket);
      socket
        .setNoDelay(true)
        .on('error', () => undefined)
        .on('close', () => {
          this.open.delete(socket);
          for (const other of ends) other.destroy();
        });
    }
    void this.carry(client, server, 'toServer');
    void this.carry(server, client, 'toClient');
  }

  private async carry(from: Socket, to: Socket, direction: 'toServer' | 'toClient'): Promise<void> {
    try {
      for await (const piece of from as AsyncIterable<Buffer>) {
        const { lost, lateMs = 0, bytesPerSecond } = this.weather;
        if (lost === direction || lateMs > 0 || bytesPerSecond) this.hits += 1;
        if (lost === direction) continue;
        const waitMs = lateMs + (bytesPerSecond ? (piece.length / bytesPerSecond) * 1000 : 0);
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        to.write(piece);
      }
      to.end();
    } catch {
      to.destroy();
    }
  }
}
