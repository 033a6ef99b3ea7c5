import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callerAt, type Caller } from './asking.fixture.js';
import { freePort } from './free-port.fixture.js';
import { Program } from './program.fixture.js';
import { openRealParts } from './real-parts.fixture.js';
import { signIn, type BrowserSession } from './signing-in.fixture.js';
import { until } from './until.fixture.js';

/** How an installation under test differs from a usual one. */
export interface InstallationOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** The folder of another version of the program (`releasedProgram`); `restart` can change it. */
  readonly root?: string;
}

/** An account of a running installation, as `ready.json` names it. */
export interface DemoAccount {
  readonly role: string;
  readonly tenant: string;
  readonly username: string;
  readonly password: string;
}

/** What a running installation tells in its `ready.json`. */
export interface ReadyFile {
  readonly url: string;
  readonly issuer: string;
  readonly pid: number;
  readonly logins: readonly DemoAccount[];
  readonly client: { readonly id: string; readonly secret: string; readonly tenant: string };
}

/** The built program on a folder and a port of its own, and whatever real parts the environment names. */
export interface TestInstallation {
  readonly url: string;
  readonly dataFolder: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Where a real broker keeps its messages, when that can be looked into. */
  readonly brokerFolder?: string | undefined;
  readonly ready: ReadyFile;
  /** The process of now; another one after `restart`. */
  readonly program: Program;
  /** A bearer token of the service account. */
  token(): Promise<string>;
  /** The service account at the front door. */
  integration(): Promise<Caller>;
  /** Anybody with this token; nobody without one. */
  bearer(token?: string): Caller;
  login(username: string, password?: string): Promise<BrowserSession>;
  /** Ends the process with a signal; answers its exit code, or the signal. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
  /** Starts the program again on the same folder, port and parts; the present version unless another's folder is given. */
  restart(root?: string): Promise<void>;
  /** Ends everything and removes the folder. */
  stop(): Promise<void>;
}

const startMs = 60_000;

/** Starts the program and waits until it is ready. */
export async function startInstallation({ settings = {}, root }: InstallationOptions = {}): Promise<TestInstallation> {
  const parts = await openRealParts();
  const folder = mkdtempSync(join(tmpdir(), 'rapport-e2e-'));
  const port = String(await freePort());
  // Another version may not know this demo; the present one’s whole crowd would be at work beside every spec.
  const demo = root === undefined ? { RAPPORT_DEMO: 'small' } : {};
  const all = { PORT: port, RAPPORT_DATA: join(folder, 'data'), ...demo, ...parts.settings, ...settings };
  const started = new StartedInstallation(all, parts.brokerFolder, async () => {
    await parts.close();
    rmSync(folder, { recursive: true, force: true });
  });
  try {
    await started.restart(root);
  } catch (thrown) {
    await started.stop();
    throw thrown;
  }
  return started;
}

class StartedInstallation implements TestInstallation {
  readonly url: string;
  readonly dataFolder: string;
  program!: Program;

  constructor(
    readonly settings: Readonly<Record<string, string>>,
    readonly brokerFolder: string | undefined,
    private readonly remove: () => Promise<void>,
  ) {
    this.url = `http://localhost:${settings['PORT']}`;
    this.dataFolder = settings['RAPPORT_DATA']!;
  }

  get ready(): ReadyFile {
    return JSON.parse(readFileSync(join(this.dataFolder, 'ready.json'), 'utf8')) as ReadyFile;
  }

  async restart(root?: string): Promise<void> {
    this.program = new Program(this.settings, root);
    const { program, dataFolder } = this;
    const isReady = () => !program.isRunning || (existsSync(join(dataFolder, 'ready.json')) && this.ready.pid === program.pid);
    await until('the program is ready', isReady, startMs).catch(async (thrown: unknown) => {
      await program.end('SIGKILL');
      throw new Error(`the program did not start:\n${program.output}`, { cause: thrown });
    });
    if (!program.isRunning) throw new Error(`the program did not start:\n${program.output}`);
  }

  token(): Promise<string> {
    return serviceToken(this.ready);
  }

  async integration(): Promise<Caller> {
    return this.bearer(await this.token());
  }

  bearer(token?: string): Caller {
    return callerAt(this.url, () => (token === undefined ? {} : { authorization: `Bearer ${token}` }));
  }

  login(username: string, password?: string): Promise<BrowserSession> {
    return signIn(this.url, username, password);
  }

  end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | NodeJS.Signals> {
    return this.program.end(signal);
  }

  async stop(): Promise<void> {
    if (this.program?.isRunning) await this.end();
    await this.remove();
  }
}

/** A bearer token of the service account that `ready.json` names. */
export async function serviceToken({ client, issuer }: Pick<ReadyFile, 'client' | 'issuer'>): Promise<string> {
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    headers: { authorization: `Basic ${Buffer.from(`${client.id}:${encodeURIComponent(client.secret)}`).toString('base64')}` },
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
