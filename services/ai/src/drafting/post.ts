import type { Settings } from '@rapport/config';
import { AppError } from '@rapport/kernel';
import type { Transporter } from 'nodemailer';

/** An e-mail that leaves. */
export interface Mail {
  /** The same for every attempt: a server or a reader that gets it twice knows it. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Carries e-mails away. */
export abstract class Post {
  /** Throws `conflict` MAIL_REFUSED when it will never be taken, `unavailable` MAIL_UNREACHABLE when it may be later. */
  abstract carry(mail: Mail): Promise<void>;
}

/** Without a mail server the outbox is where e-mails arrive: the row is all there is to do. */
class Outbox extends Post {
  carry(): Promise<void> {
    return Promise.resolve();
  }
}

class Smtp extends Post {
  private server: Promise<Transporter> | undefined;

  constructor(
    private readonly url: string,
    private readonly from: string,
  ) {
    super();
  }

  async carry({ id, to, subject, body }: Mail): Promise<void> {
    const server = await (this.server ??= this.open());
    const mail = {
      from: this.from,
      to,
      subject,
      text: body,
      messageId: `<${id}@${this.from.split('@').at(-1)}>`,
      disableFileAccess: true,
      disableUrlAccess: true,
    };
    try {
      await server.sendMail(mail);
    } catch (cause) {
      if (isForEver(cause as MailTrouble)) throw new AppError('conflict', 'MAIL_REFUSED', {}, { cause });
      throw new AppError('unavailable', 'MAIL_UNREACHABLE', { retryAfterMs: 5000 }, { cause });
    }
  }

  private async open(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    return createTransport(patient(this.url));
  }
}

/** How long a mail server may be silent, in ms. RFC 5321 would give it ten minutes for its last word; chats are answered by the workers that wait for it. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 30_000, socketTimeout: 120_000 } as const;

/** The address with our patience, where it does not say its own: what stands beside an address is taken for defaults of e-mails. */
export function patient(url: string): string {
  const address = new URL(url);
  for (const [name, ms] of Object.entries(patience)) if (!address.searchParams.has(name)) address.searchParams.set(name, String(ms));
  return address.href;
}

interface MailTrouble {
  /** The library's word for it. */
  readonly code?: string;
  /** What the server said. */
  readonly responseCode?: number;
}

/** A 5xx about the e-mail. One about our own sign-in is not: it is the installation that has to be mended. */
function isForEver({ code, responseCode }: MailTrouble): boolean {
  return code !== 'EAUTH' && (responseCode === undefined ? code === 'EENVELOPE' : responseCode >= 500);
}

/** The mail server that is set, or the outbox. */
export function openPost({ smtpUrl, mailFrom }: Settings): Post {
  return smtpUrl ? new Smtp(smtpUrl, mailFrom) : new Outbox();
}
