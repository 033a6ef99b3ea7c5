import { callerAt, type Answer } from './asking.fixture.js';

const lookEveryMs = 50;

/** A load balancer as they are: it asks each door whether it is ready, takes turns among those that are, and never tries a request again. */
export class Balancer {
  private readonly said = new Map<string, boolean>();
  private turn = 0;
  private isOver = false;

  constructor(private readonly doors: readonly string[]) {
    for (const door of doors) void this.look(door);
  }

  /** Addresses of the doors that said so when they were last asked. */
  get ready(): readonly string[] {
    return this.doors.filter((door) => this.said.get(door));
  }

  /** One request of whoever has the token. A connection that breaks is an answer of status 0. */
  async ask(token: string, method: string, path: string, body?: object): Promise<Answer> {
    this.turn += 1;
    const { ready } = this;
    const url = ready[this.turn % Math.max(1, ready.length)] ?? this.doors[0]!;
    const caller = callerAt(url, () => ({ authorization: `Bearer ${token}` }));
    return caller.ask(method, path, body && { body }).catch((thrown: Error) => ({ status: 0, headers: new Headers(), json: {}, text: causeOf(thrown) }));
  }

  close(): void {
    this.isOver = true;
  }

  private async look(door: string): Promise<void> {
    while (!this.isOver) {
      this.said.set(door, await isReady(door));
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
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
