import { AppError } from '@rapport/kernel';

/** The contract's states of a sorting. */
export const sortingState = { none: 0, suggested: 1, notSure: 2, accepted: 3, corrected: 4 } as const;

/** The contract's types and priorities that intents lead to. */
const [question, problem, request, complaint] = [1, 2, 3, 4];
const [low, normal, high, urgent] = [1, 2, 3, 4];

/** What kind of matter an intent is, and how much it presses. */
const kinds: Readonly<Record<string, readonly [type: number, priority: number]>> = {
  'order-status': [question, normal],
  delivery: [question, normal],
  'return-refund': [request, normal],
  billing: [question, normal],
  complaint: [complaint, high],
  technical: [problem, normal],
  account: [request, normal],
  'product-question': [question, low],
  cancel: [request, high],
  thanks: [question, low],
};

/** How a case is sorted. */
export interface Sorting {
  readonly state: number;
  readonly intent: string;
  readonly confidence: number;
  readonly language: string;
  readonly type: number;
  readonly priority: number;
  readonly teamId: string;
  readonly model: string;
  readonly modelVersion: string;
  readonly ledgerId: string;
  readonly decidedBy: string;
  readonly decidedAt?: Date | undefined;
}

/** What a program takes a message to be about. */
export type Guess = Pick<Sorting, 'intent' | 'confidence' | 'language' | 'model' | 'modelVersion' | 'ledgerId'> & { readonly urgent: boolean };

/** Which team answers what. */
export type IntentTeams = readonly { readonly intent: string; readonly teamId: string }[];

/** A sorting after another guess. What a person decided stands, and neither a doubt nor a thank-you changes a suggestion. */
export function guessed(known: Sorting | undefined, { urgent: presses, ...guess }: Guess, teams: IntentTeams): Sorting {
  const stands = known && (isDecided(known) || (known.state === sortingState.suggested && (!(guess.intent in kinds) || guess.intent === 'thanks')));
  if (stands) return known;
  const kind = kindOf(guess.intent, teams);
  const priority = presses && kind.priority ? Math.min(urgent, Math.max(high, kind.priority + 1)) : kind.priority;
  return {
    ...guess,
    ...kind,
    priority,
    intent: kind.type ? guess.intent : '',
    state: kind.type ? sortingState.suggested : sortingState.notSure,
    decidedBy: '',
  };
}

/** A sorting after a person said what it is about, or took what was suggested. Throws `WRONG_STATE` where there is nothing to take. */
export function decided(known: Sorting | undefined, intent: string, by: { readonly id: string; readonly now: Date }, teams: IntentTeams): Sorting {
  const isTaken = !intent || (intent === known?.intent && known.state !== sortingState.corrected);
  if (isTaken && !known?.intent) throw new AppError('conflict', 'WRONG_STATE', { params: { noun: 'case-sorting', state: 'not sure' } });
  const words = { decidedBy: by.id, decidedAt: by.now };
  if (isTaken) return { ...known!, ...words, state: known!.state === sortingState.corrected ? sortingState.corrected : sortingState.accepted };
  return { ...(known ?? unsorted), ...kindOf(intent, teams), intent, ...words, state: sortingState.corrected };
}

/** Whether a person has decided. */
export function isDecided({ state }: Pick<Sorting, 'state'>): boolean {
  return state === sortingState.accepted || state === sortingState.corrected;
}

const unsorted = { confidence: 0, language: '', model: '', modelVersion: '', ledgerId: '' };

function kindOf(intent: string, teams: IntentTeams): Pick<Sorting, 'type' | 'priority' | 'teamId'> {
  const [type, priority] = kinds[intent] ?? [0, 0];
  return { type, priority, teamId: teams.find((one) => one.intent === intent)?.teamId ?? '' };
}
