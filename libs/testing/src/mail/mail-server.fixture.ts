import { createServer, type Server, type Socket } from 'node:net';

/** An e-mail as a mail server took it. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Head and body, as they came. */
  readonly text: string;
}

/** What the server says to a recipient, such as `550 no such user`; nothing takes it. `hang` swallows the e-mail and never answers. */
export type Verdict = (recipient: string) => string | undefined;

/** A mail server that keeps what it is given, and refuses or hangs as it is told: enough of RFC 5321 for one sender at a time. */
export class MailServer {
  /** What was given whole, also where the sender was never told so. */
  readonly taken: TakenMail[] = [];
  verdict: Verdict = () => undefined;
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Listens; again on the same port after `close`. */
  async open(): Promise<this> {
    this.server = createServer((socket) => this.talk(socket));
    await new Promise<void>((resolve) => this.server!.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as { port: number }).port;
    return this;
  }

  /** Cuts everybody off and listens no more. */
  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)));
  }

  /** The e-mails with this in them. */
  with(words: string): TakenMail[] {
    return this.taken.filter(({ text }) => text.includes(words));
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket)).on('error', () => undefined);
    const say = (line: string) => socket.write(`${line}\r\n`);
    const state = { from: '', to: [] as string[], inData: false, text: '', rest: '', hangs: false };
    say('220 here');
    socket.setEncoding('utf8').on('data', (part: string) => {
      const lines = (state.rest + part).split('\r\n');
      state.rest = lines.pop()!;
      for (const line of lines)
        if (state.inData) this.hear(line, state, say);
        else this.obey(line, state, say);
    });
  }

  private hear(line: string, state: Talk, say: (line: string) => void): void {
    if (line !== '.') return void (state.text += `${line.replace(/^\.\./, '.')}\n`);
    const { from, to, text } = state;
    this.taken.push({ from, to, text });
    if (!state.hangs) say('250 kept');
    Object.assign(state, { inData: false, text: '', to: [], hangs: false });
  }

  private obey(line: string, state: Talk, say: (line: string) => void): void {
    const [verb, address = ''] = [line.slice(0, 4).toUpperCase(), /<([^>]*)>/.exec(line)?.[1]];
    if (verb === 'MAIL') state.from = address;
    if (verb === 'RCPT') {
      const refusal = this.verdict(address);
      if (refusal && refusal !== 'hang') return say(refusal);
      state.hangs ||= refusal === 'hang';
      state.to.push(address);
    }
    if (verb === 'DATA') {
      state.inData = true;
      return say('354 go on');
    }
    say(verb === 'QUIT' ? '221 bye' : '250 well');
  }
}

interface Talk {
  from: string;
  to: string[];
  inData: boolean;
  text: string;
  rest: string;
  hangs: boolean;
}
