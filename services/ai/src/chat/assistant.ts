import { Injectable } from '@nestjs/common';
import { AiUse, ArticleAudience, HandOverReason } from '@rapport/contracts';
import { callWith, type CallContext } from '@rapport/kernel';
import { missesIn, phrases, planFor, type Plan } from '../domain/chat/plan.js';
import { Answering } from '../knowledge/answering.js';
import { OwnWord } from '../knowledge/own-word.js';
import { Uses } from '../knowledge/uses.js';
import { AssistedChats, type OpenChat } from './assisted.chats.js';

interface Said {
  readonly body: string;
  readonly articleIds: readonly string[];
}

const handedOver: Partial<Record<Plan, HandOverReason>> = {
  human: HandOverReason.ASKED,
  complaint: HandOverReason.COMPLAINT,
  repeated: HandOverReason.REPEATED,
};

/** So many questions may go without an answer before a person has to come. */
const patience = 2;

/** Answers a customer's message in a chat, or hands the chat over. What it may do is fixed here: no text that it reads adds anything to it. */
@Injectable()
export class Assistant {
  constructor(
    private readonly chats: AssistedChats,
    private readonly answering: Answering,
    private readonly uses: Uses,
    private readonly ownWord: OwnWord,
  ) {}

  async answer(call: CallContext, chatId: string, messageId: string): Promise<void> {
    const chat = await this.chats.open(call, chatId, messageId);
    if (!chat?.isMine) return;
    const isOn = await this.uses.isOn(call, AiUse.BOT);
    const about = { contactId: chat.contactId, purpose: 'chat-assistant', channel: 'web', forWhat: `chat:${chatId}` };
    if (!isOn || (await this.ownWord.isAgainst(call, about))) return this.handOver(call, chatId, HandOverReason.NOT_ALLOWED, chat);
    const plan = planFor(chat.message, chat.before);
    const reason = handedOver[plan];
    if (reason) return this.handOver(call, chatId, reason, chat);
    const said = plan === 'own-cases' ? await this.ownCases(call, chat) : await this.fromArticles(call, chat);
    if (!said) return this.handOver(call, chatId, HandOverReason.NO_EVIDENCE, chat);
    const isFirst = !chat.before.some(({ by }) => by === 'assistant');
    const body = isFirst ? `${phrases(chat.language).greeting}\n\n${said.body}` : said.body;
    await this.chats.post(call, chatId, messageId, { ...said, body });
  }

  private async handOver(call: CallContext, chatId: string, reason: HandOverReason, { message, before }: OpenChat): Promise<void> {
    const asked = [...before.filter(({ by }) => by === 'customer').map(({ body }) => body), message];
    await this.chats.handOver(
      call,
      chatId,
      reason,
      asked
        .map((line) => `— ${line}`)
        .join('\n')
        .slice(0, 8000),
    );
  }

  private async ownCases(call: CallContext, { contactId, language }: OpenChat): Promise<Said> {
    const words = phrases(language);
    if (!contactId) return { body: words.signIn, articleIds: [] };
    const cases = await this.chats.casesOf(call, contactId);
    return { body: cases.length > 0 ? words.cases(cases) : words.noCases, articleIds: [] };
  }

  /** Nothing when this is one question too many without an answer. */
  private async fromArticles(call: CallContext, chat: OpenChat): Promise<Said | undefined> {
    const { contactId, language, message, before } = chat;
    const subject = contactId ? { subject: { noun: 'contact', id: contactId } } : {};
    const asked = { question: message, language: '', audiences: [ArticleAudience.CUSTOMER], use: AiUse.BOT, ...subject };
    const { found, text, citations } = await this.answering.answer(callWith(call, { locale: language === 'en' ? 'en' : 'ru' }), asked);
    const words = phrases(language);
    if (!found) return missesIn(before, language) + 1 >= patience ? undefined : { body: words.notFound, articleIds: [] };
    const sources = citations.map(({ title }, at) => `[${at + 1}] ${words.source(title)}`);
    return { body: `${text}\n\n${sources.join('\n')}`, articleIds: [...new Set(citations.map(({ articleId }) => articleId))] };
  }
}
