import type { LoginBundle } from '@rapport/auth';
import type { SessionSeal } from './session.seal.js';

const loginSeconds = 1_800;

/** The cookies of sign-in: which session a browser has, and what it must bring back from the provider. Neither can be read by a script. */
export class SessionCookies {
  private readonly prefix: string;
  private readonly attributes: string;

  constructor(
    secure: boolean,
    private readonly seal: SessionSeal,
  ) {
    this.prefix = secure ? '__Host-' : '';
    this.attributes = `; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  }

  session(header: string | undefined): string | undefined {
    const value = valueOf(header, `${this.prefix}rapport_session`);
    return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
  }

  setSession(value: string): string {
    return `${this.prefix}rapport_session=${value}${this.attributes}`;
  }

  clearSession(): string {
    return `${this.prefix}rapport_session=${this.attributes}; Max-Age=0`;
  }

  /** One for each sign-in under way, so that two tabs do not disturb one another. */
  setLogin(bundle: LoginBundle): string {
    const sealed = Buffer.from(this.seal.seal(Buffer.from(JSON.stringify(bundle)), 'login')).toString('base64url');
    return `${this.loginName(bundle.state)}=${sealed}${this.attributes}; Max-Age=${loginSeconds}`;
  }

  login(header: string | undefined, state: string): LoginBundle | undefined {
    const value = valueOf(header, this.loginName(state));
    const plain = value === undefined ? undefined : this.seal.open(Buffer.from(value, 'base64url'), 'login');
    return plain && (JSON.parse(Buffer.from(plain).toString('utf8')) as LoginBundle);
  }

  clearLogin(state: string): string {
    return `${this.loginName(state)}=${this.attributes}; Max-Age=0`;
  }

  private loginName(state: string): string {
    return `${this.prefix}rapport_login_${state.replace(/[^\w-]/g, '').slice(0, 12)}`;
  }
}

function valueOf(header: string | undefined, name: string): string | undefined {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
