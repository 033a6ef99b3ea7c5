import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accounts } from '@rapport/accounts';
import { ai } from '@rapport/ai';
import { consent } from '@rapport/consent';
import { ConsentService, ContactService, DraftKind, DraftService, DraftState, PurposeService } from '@rapport/contracts';
import { openHouse, type OpenHouse } from '@rapport/runtime/testing';
import { MailServer, openRealParts, until } from '@rapport/testing';

const doors = { contacts: ContactService, purposes: PurposeService, consents: ConsentService, drafts: DraftService } as const;
const sofia = (house: OpenHouse<typeof doors>) => house.as({ id: 'sofia', teams: ['acme/sales'] });

async function openMailing(url: string): Promise<OpenHouse<typeof doors>> {
  const parts = await openRealParts();
  const settings = { ...parts.settings, SMTP_URL: url, MAIL_FROM: 'desk@rapport.test' };
  const house = await openHouse([accounts, consent, ai], doors, { settings, close: () => parts.close() });
  const purpose = { key: 'sales-follow-up', nameEn: 'Follow-up', nameRu: 'После разговора', basis: 'legitimate-interest', channels: ['email'] };
  await house.as({ role: 'dpo' }).purposes.createPurpose({ purpose });
  return house;
}

/** An e-mail to this address that is to be sent. */
async function ready(house: OpenHouse<typeof doors>, to: string) {
  const { id: contactId } = await sofia(house).contacts.createContact({ contact: { givenName: 'Мария', emails: [{ value: to }] } });
  const words = { subjectLine: 'Расчёт', body: 'Здравствуйте!\n.\nВаш расчёт готов.' };
  return sofia(house).drafts.draftEmail({ draft: { contactId, kind: DraftKind.THANKS, ...words } });
}

const inState = (house: OpenHouse<typeof doors>, id: string, state: DraftState, ms = 30_000) =>
  until(
    `the e-mail is ${DraftState[state]}`,
    async () => {
      const draft = await sofia(house).drafts.getDraft({ id });
      return draft.state === state && draft;
    },
    ms,
  );

describe('an e-mail on its way', () => {
  const server = new MailServer();
  let house: OpenHouse<typeof doors>;
  beforeAll(async () => void (house = await openMailing((await server.open()).url)), 120_000);
  afterAll(async () => {
    await house?.close();
    await server.close();
  });

  it('arrives once, whole, from the installation’s address, under the id that every attempt bears', async () => {
    const { id } = await ready(house, 'maria@example.org');
    await Promise.allSettled([1, 2, 3].map(() => sofia(house).drafts.sendDraft({ id })));
    await inState(house, id, DraftState.SENT);
    const [mail, ...more] = server.with(`<${id}@rapport.test>`);
    expect([mail?.from, mail?.to, more]).toEqual(['desk@rapport.test', ['maria@example.org'], []]);
    const body = /\n\n([\s\S]*)$/.exec(mail!.text)![1]!;
    const text = /base64/i.test(mail!.text)
      ? Buffer.from(body, 'base64').toString()
      : decodeURIComponent(
          body
            .replaceAll(/=\n/g, '')
            .replaceAll('%', '%25')
            .replaceAll(/=([0-9A-F]{2})/g, '%$1'),
        );
    expect(text.trim().replaceAll('\r', '')).toBe('Здравствуйте!\n.\nВаш расчёт готов.');
  });

  it('that the server refuses is stopped, and says so with what can be done', async () => {
    server.verdict = (to) => (to.startsWith('gone@') ? '550 5.1.1 no such user' : undefined);
    const { id } = await ready(house, 'gone@example.org');
    await sofia(house).drafts.sendDraft({ id });
    expect(await inState(house, id, DraftState.STOPPED)).toMatchObject({ trouble: 'MAIL_REFUSED', advice: expect.stringContaining('Check the address') });
    expect((await sofia(house).in('ru').drafts.getDraft({ id })).advice).toContain('Проверьте адрес');
    expect(server.with(`<${id}@`)).toEqual([]);
  });

  it('waits for a server that wants it later or is away, and arrives once when it is back', async () => {
    let asked = 0;
    server.verdict = (to) => (to.startsWith('later@') && (asked += 1) === 1 ? '451 4.7.1 come again' : undefined);
    const greylisted = await ready(house, 'later@example.org');
    await sofia(house).drafts.sendDraft({ id: greylisted.id });
    await inState(house, greylisted.id, DraftState.SENT);
    await server.close();
    const { id } = await ready(house, 'away@example.org');
    expect(await sofia(house).drafts.sendDraft({ id })).toMatchObject({ state: DraftState.SENDING, trouble: '' });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await server.open();
    await inState(house, id, DraftState.SENT);
    expect([asked, server.with(`<${greylisted.id}@`).length, server.with(`<${id}@`).length]).toEqual([2, 1, 1]);
  });

  it('is not carried on once the customer has objected meanwhile', async () => {
    await server.close();
    const { id, contactId } = await ready(house, 'minds@example.org');
    await sofia(house).drafts.sendDraft({ id });
    const consentOf = { contactId, purpose: 'sales-follow-up', channel: 'email', action: 'objected', way: 'phone' };
    await house.as({ role: 'dpo' }).consents.recordConsent({ consent: consentOf });
    await server.open();
    expect(await inState(house, id, DraftState.STOPPED)).toMatchObject({ trouble: 'OBJECTED' });
    expect(server.with(`<${id}@`)).toEqual([]);
  });
});

const catcher = { url: process.env.SMTP_URL, messages: process.env.SMTP_MESSAGES_URL };

(catcher.url && catcher.messages ? describe : describe.skip)('a real mail server', () => {
  it('is given an e-mail once', async () => {
    const house = await openMailing(catcher.url!);
    try {
      const { id } = await ready(house, `${Date.now()}@example.org`);
      await Promise.allSettled([sofia(house).drafts.sendDraft({ id }), sofia(house).drafts.sendDraft({ id })]);
      await inState(house, id, DraftState.SENT);
      const { sentTo } = await sofia(house).drafts.getDraft({ id });
      const kept = (await (await fetch(catcher.messages!)).json()) as { readonly id: string; readonly to: readonly string[] }[];
      const mine = kept.filter(({ to }) => to.includes(sentTo));
      expect(mine).toHaveLength(1);
      expect(await (await fetch(`${catcher.messages}/${mine[0]!.id}`)).text()).toContain(`<${id}@rapport.test>`);
    } finally {
      await house.close();
    }
  }, 120_000);
});
