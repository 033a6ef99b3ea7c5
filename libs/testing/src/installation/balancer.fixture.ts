import { callerAt, type Answer } from './asking.fixture.js';

const lookEveryMs = 50;

/** A load balancer as they are: it asks each door whether it is ready, takes turns among those that are, and never tries a request again. */
export class Balancer {
  /** Addresses of the doors that said so when they were last asked. */
  ready: readonly string[] = [];
  private readonly looking: NodeJS.Timeout;
  private turn = 0;

  constructor(private readonly doors: readonly string[]) {
    this.looking = setInterval(() => void this.look(), lookEveryMs);
  }

  /** One request of whoever has the token. A connection that breaks is an answer of status 0. */
  async ask(token: string, method: string, path: string, body?: object): Promise<Answer> {
    this.turn += 1;
    const url = this.ready[this.turn % Math.max(1, this.ready.length)] ?? this.doors[0]!;
    const caller = callerAt(url, () => ({ authorization: `Bearer ${token}` }));
    return caller.ask(method, path, body && { body }).catch((thrown: Error) => ({ status: 0, headers: new Headers(), json: {}, text: causeOf(thrown) }));
  }

  close(): void {
    clearInterval(this.looking);
  }

  private async look(): Promise<void> {
    const answers = await Promise.all(this.doors.map((door) => isReady(door)));
    this.ready = this.doors.filter((_, index) => answers[index]);
  }
}

async function isReady(door: string): Promise<boolean> {
  const answer = await fetch(`${door}/readyz`).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}

function causeOf({ message, cause }: Error): string {
  return `${message}: ${(cause as { code?: string } | undefined)?.code ?? ''}`;
}
