import { Injectable } from '@nestjs/common';
import { AiUse, ArticleAudience } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { letterOf, type Facts, type Letter } from '../domain/draft/templates.js';
import { letterIn, letterSchema } from '../domain/draft/written.js';
import { Answering, type Answer } from '../knowledge/answering.js';
import { Uses } from '../knowledge/uses.js';
import { Writer } from '../language-model/writer.js';
import type { DraftRow } from '../store/draft.store.js';
import { Addressees } from './addressees.js';
import { LastCalls } from './last.calls.js';

/** What is to be drafted. */
export type Wish = Pick<DraftRow, 'contactId' | 'kind' | 'language' | 'topic' | 'caseId'>;

/** A drafted letter and what it was made from. */
export interface Drafted extends Letter {
  readonly language: string;
  readonly model: string;
  readonly citations: Answer['citations'];
  readonly inputIds: readonly string[];
}

/** Drafts e-mails from what is known and accepted; asks nothing that whoever writes may not see. */
@Injectable()
export class Drafting {
  constructor(
    private readonly addressees: Addressees,
    private readonly answering: Answering,
    private readonly writer: Writer,
    private readonly lastCalls: LastCalls,
    private readonly uses: Uses,
  ) {}

  async draft(call: CallContext, wish: Wish): Promise<Drafted> {
    await this.uses.assertOn(call, AiUse.DRAFTS);
    const { contactId, kind, caseId } = wish;
    const { name, names, language: theirs } = await this.addressees.get(call, contactId);
    const language = wish.language || (theirs.startsWith('en') ? 'en' : 'ru');
    const [about, sender, last] = [
      await this.addressees.caseOf(call, caseId),
      await this.addressees.senderOf(call),
      await this.lastCalls.with(call, contactId),
    ];
    const answer = await this.knowledge(call, { contactId, language, question: wish.topic || about?.title || last.objection });
    const facts: Facts = {
      name,
      agreed: last.agreed,
      ...(sender && { sender }),
      ...(last.at && { calledOn: new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(last.at) }),
      ...(last.nextStep && { nextStep: last.nextStep }),
      ...(about && { case: about }),
      ...(answer?.found && { knowledge: answer.text }),
    };
    const template = letterOf(kind, language, facts);
    const written = await this.written(call, template, [...names, sender ?? '']);
    const inputIds = [contactId, ...last.inputIds, ...(caseId ? [caseId] : [])];
    return { ...(written ?? template), language, inputIds, citations: answer?.citations ?? [], model: written ? this.writer.model! : 'template' };
  }

  /** From articles for customers alone: a customer reads it. */
  private async knowledge(
    call: CallContext,
    { contactId, language, question }: { readonly contactId: string; readonly language: string; readonly question: string },
  ): Promise<Answer | undefined> {
    if (!question) return undefined;
    const subject = { noun: 'contact', id: contactId };
    return this.answering.answer(call, { question, language, audiences: [ArticleAudience.CUSTOMER], use: AiUse.DRAFTS, subject });
  }

  private written(call: CallContext, template: Letter, people: readonly string[]): Promise<Letter | undefined> {
    const task =
      'Put the e-mail of the user message into warmer, clearer words of the same language. Add no facts. Keep every number, every mark such as [1] and every gap in double braces as it is.';
    return this.writer.write({ task, material: template, schema: letterSchema }, { people: people.filter(Boolean), organisations: [] }, call.signal, (answer) =>
      letterIn(answer, template),
    );
  }
}
