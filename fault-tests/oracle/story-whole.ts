import type { RealHouse } from '../parts/real.house.js';
import type { Witness } from './witness.js';

/** What one telling of the story leaves, each counted among what came since it began. What a repeated attempt did twice is one too many. */
const left: readonly (readonly [what: string, count: number, sql: string])[] = [
  ['deals added', 1, `sales.deals where created_at >= $1`],
  ['calls noted and done', 1, `ai.calls c where created_at >= $1 and state = 7`],
  ['calls noted', 1, `ai.calls where created_at >= $1`],
  ['transcripts noted in the AI ledger', 1, `ai.ai_records where created_at >= $1 and kind = 'transcript'`],
  [
    'kinds and times under which more than one proposal stands',
    0,
    `(select from ai.proposals where created_at >= $1 group by call_id, kind, start_ms having count(*) > 1) p`,
  ],
  [
    'proposals without their one entry in the AI ledger',
    0,
    `ai.proposals p where created_at >= $1 and 1 <> (select count(*) from ai.ai_records r where r.output_id = p.id::text)`,
  ],
  ['proposals accepted', 2, `ai.proposals where created_at >= $1 and state in (2, 3)`],
  ['proposals refused', 1, `ai.proposals where created_at >= $1 and state = 4`],
  [
    'words of people on proposals',
    5,
    `ai.ai_decisions d where decided_at >= $1 and exists (select from ai.ai_records r where r.id = d.record_id and r.kind = 'proposal')`,
  ],
  [
    'tasks and notes made of proposals',
    3,
    `(select from accounts.tasks where created_at >= $1 union all select from accounts.notes where created_at >= $1) made`,
  ],
  [
    'tasks and notes that stand',
    2,
    `(select from accounts.tasks where created_at >= $1 and deleted_at is null union all select from accounts.notes where created_at >= $1 and deleted_at is null) made`,
  ],
  ['e-mails drafted', 2, `ai.drafts where created_at >= $1`],
  ['e-mails sent', 1, `ai.drafts where created_at >= $1 and state = 3`],
  ['times that sending was said', 1, `ai.outbox where occurred_at >= $1 and type = 'rapport.ai.v1.DraftSent'`],
  ['articles written', 1, `service_desk.articles where created_at >= $1`],
  ['versions published', 1, `service_desk.article_versions where published_at >= $1`],
  ['chats begun', 1, `service_desk.chats where created_at >= $1`],
  ['cases opened', 1, `service_desk.cases where created_at >= $1`],
  ['times that a chat was handed over', 1, `service_desk.outbox where occurred_at >= $1 and type = 'rapport.service_desk.v1.ChatHandedOver'`],
  ['messages of the customer', 3, `service_desk.chat_messages where created_at >= $1 and author_kind = 1`],
  ['messages of the agent', 1, `service_desk.chat_messages where created_at >= $1 and author_kind = 2`],
  [
    'messages that were answered twice',
    0,
    `(select from service_desk.chat_messages where created_at >= $1 and in_reply_to is not null group by in_reply_to having count(*) > 1) m`,
  ],
  [
    'answers of the assistant after a person wrote',
    0,
    `service_desk.chat_messages a join service_desk.chat_messages p on p.chat_id = a.chat_id and p.author_kind = 2 and p.created_at < a.created_at where a.author_kind = 3 and a.created_at >= $1`,
  ],
  [
    'chats of which the case has not the same messages',
    0,
    `service_desk.chats c where created_at >= $1 and (select count(*) from service_desk.chat_messages m where m.chat_id = c.id) <> (select count(*) from service_desk.case_messages m where m.case_id = c.case_id)`,
  ],
  ['times that the customer allowed calls', 1, `consent.consents where recorded_at >= $1 and action = 'given'`],
  ['times that the customer objected', 1, `consent.consents where recorded_at >= $1 and action = 'objected'`],
  ['times that the customer withdrew', 1, `consent.consents where recorded_at >= $1 and action = 'withdrawn'`],
  [
    'tenants whose words of customers are not one chain',
    0,
    `(select from consent.consents group by tenant_id having count(*) <> count(seq) or count(*) <> max(seq)) c where $1::timestamptz is not null`,
  ],
];

/** What is not as one telling of the story leaves it, in words. */
export async function whatIsNotWhole({ witness, mail }: RealHouse, since: unknown): Promise<string[]> {
  const found: string[] = [];
  for (const [what, expected, sql] of left) {
    const count = await witness.count(`select count(*) from ${sql}`, [since]);
    if (count !== expected) found.push(`${what}: ${count}, expected ${expected}`);
  }
  return [...found, ...(await doubledMail(witness, mail?.taken.map(({ text }) => text) ?? [], since))];
}

/** A mail server is told of a draft under one `Message-ID`, however often it had to be told; of what was not sent it is told nothing. */
async function doubledMail(witness: Witness, taken: readonly string[], since: unknown): Promise<string[]> {
  const drafts = await witness.sql(`select id, state from ai.drafts where created_at >= $1`, [since]);
  return drafts.flatMap(({ id, state }) => {
    const copies = taken.filter((text) => new RegExp(`^message-id: <${String(id)}@`, 'im').test(text)).length;
    const isRight = state === 3 ? copies >= 1 : copies === 0;
    return isRight ? [] : [`draft ${String(id)} in state ${String(state)} was carried ${copies} times`];
  });
}
