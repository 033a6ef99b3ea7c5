import { Injectable } from '@nestjs/common';
import { AiUse } from '@rapport/contracts';
import { orNothing, type CallContext } from '@rapport/kernel';
import type { Moment } from '../domain/understanding/due-date.js';
import type { Said } from '../domain/understanding/sentence.js';
import { rulesVersion, understand, type Finding } from '../domain/understanding/understand.js';
import { askingVersion, understandingSchema, understandingTask, writtenFindings } from '../domain/understanding/written.js';
import { Uses } from '../knowledge/uses.js';
import type { Sitting } from '../language-model/sitting.js';
import { Writer } from '../language-model/writer.js';
import type { KnownNames } from '../masking/detect.js';
import { namesSaid } from '../masking/names-said.js';
import type { CallRow } from '../store/call.store.js';
import type { TurnRow } from '../store/turn.store.js';
import { colleagueChannelOf } from './channels.js';
import { Customers } from './customers.js';

/** What was understood, and by what. */
export interface Understood {
  readonly findings: readonly Finding[];
  readonly model: string;
  readonly modelVersion: string;
}

/** What is kept of a call that was read. */
export interface Read {
  /** Nothing where the tenant switched it off. */
  readonly understood: readonly Understood[];
  /** `MODEL_PASSED_OVER` where rules read it because the model that is set did not answer; empty otherwise. */
  readonly trouble: '' | 'MODEL_PASSED_OVER';
}

/** Letters of a call that a model is shown at once; a longer call is read in as many stretches as it takes. */
const stretchLetters = 16_000;
const mostStretches = 12;

/** Understands a call: by a language model where one is set, which sees no personal data and whose every word must rest on the call; by rules otherwise, and where it fails. */
@Injectable()
export class Reading {
  constructor(
    private readonly writer: Writer,
    private readonly customers: Customers,
    private readonly uses: Uses,
  ) {}

  /** Asks a model, so never inside a unit of work. */
  async understand(call: CallContext, record: CallRow, turns: readonly TurnRow[], signal: AbortSignal): Promise<Read> {
    if (!(await this.uses.isOn(call, AiUse.SUMMARY))) return { understood: [], trouble: '' };
    const said = saidIn(record, turns);
    const moment = { at: record.startedAt!, timeZone: record.timeZone };
    const byRules = { findings: understand(said, moment), model: 'rules', modelVersion: rulesVersion };
    const { model } = this.writer;
    const names = model && (await this.namesIn(call, record, said));
    if (!model || !names) return { understood: [byRules], trouble: '' };
    const sitting = this.writer.sitting(names, signal);
    const written = await this.written(sitting, said, moment);
    if (!written) return { understood: [byRules], trouble: sitting.isOver ? 'MODEL_PASSED_OVER' : '' };
    const byModel = { findings: written, model, modelVersion: askingVersion };
    if (written.some(({ kind }) => kind === 'summary')) return { understood: [byModel], trouble: '' };
    return { understood: [{ ...byRules, findings: byRules.findings.filter(({ kind }) => kind === 'summary') }, byModel], trouble: '' };
  }

  private async written(sitting: Sitting, said: readonly Said[], moment: Moment): Promise<Finding[] | undefined> {
    const stretches = stretchesOf(said);
    if (stretches.length > mostStretches) return undefined;
    const found: Finding[] = [];
    for (const stretch of stretches) {
      const material = { turns: stretch.map(({ byCustomer, text }) => ({ who: whoOf(byCustomer), text })) };
      const asked = { task: understandingTask, material, schema: understandingSchema };
      const read = await sitting.ask(asked, (answer) => writtenFindings(answer, stretch, moment));
      if (!read) return undefined;
      found.push(...read);
    }
    return withOneSummary(found);
  }

  /** Nothing where whoever this runs for may not see the customer: what cannot be masked by name does not leave. */
  private async namesIn(call: CallContext, { contactId }: CallRow, said: readonly Said[]): Promise<KnownNames | undefined> {
    const heard = namesSaid(said.map(({ text }) => text));
    const names = await orNothing(this.customers.namesOf(call, contactId), 'not_found', 'forbidden');
    return names && { people: [...names, ...heard.people], organisations: heard.organisations };
  }
}

function saidIn(record: CallRow, turns: readonly TurnRow[]): Said[] {
  const colleague = colleagueChannelOf(record);
  return turns.map(({ channel, ...turn }) => ({ ...turn, byCustomer: colleague === undefined ? undefined : channel !== colleague }));
}

function whoOf(byCustomer: boolean | undefined): string {
  return byCustomer === undefined ? 'unknown' : byCustomer ? 'customer' : 'colleague';
}

function stretchesOf(said: readonly Said[]): Said[][] {
  const stretches: Said[][] = [];
  let letters = Infinity;
  for (const turn of said) {
    if (letters + turn.text.length > stretchLetters) {
      stretches.push([]);
      letters = 0;
    }
    stretches.at(-1)!.push(turn);
    letters += turn.text.length;
  }
  return stretches;
}

/** The summaries of a call's stretches as one. */
function withOneSummary(found: readonly Finding[]): Finding[] {
  const [first, ...more] = found.filter(({ kind }) => kind === 'summary');
  const rest = found.filter(({ kind }) => kind !== 'summary');
  return first ? [{ ...first, value: [first, ...more].map(({ value }) => value).join(' ') }, ...rest] : rest;
}
