/** What an e-mail is written for: the numbers of the contract. */
export const draftKind = { followUp: 1, caseReply: 2, quoteReminder: 3, thanks: 4 } as const;

/** What is known for an e-mail; what is missing is left out. */
export interface Facts {
  readonly name?: string;
  readonly sender?: string;
  /** The day of the last call, in the language of the e-mail. */
  readonly calledOn?: string;
  readonly agreed: readonly string[];
  readonly nextStep?: string;
  readonly case?: { readonly number: number; readonly title: string };
  /** What the knowledge base says, with its marks. */
  readonly knowledge?: string;
}

/** The words of an e-mail. */
export interface Letter {
  readonly subjectLine: string;
  readonly body: string;
}

/** Which purpose has to be allowed for each kind. */
export function purposeOf(kind: number): string {
  return kind === draftKind.caseReply ? 'service-messages' : 'sales-follow-up';
}

/** What a person still has to fill in. */
export function missingIn({ subjectLine, body }: Letter): string[] {
  return [...`${subjectLine}\n${body}`.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, what]) => what!);
}

/** The text as it is sent: without the marks of its citations. */
export function withoutMarks(body: string): string {
  return body.replaceAll(/ ?\[\d{1,2}\](?!\()/g, '');
}

/** An e-mail from what is known. Says nothing that is not, and shows in double braces what has to be filled in. */
export function letterOf(kind: number, language: string, facts: Facts): Letter {
  const words = language === 'en' ? english : russian;
  const { subject, parts } = words.of(kind, facts);
  const body = [words.hello(facts.name), ...parts, words.bye(facts.sender)].filter(Boolean).join('\n\n');
  return { subjectLine: subject, body };
}

interface Words {
  readonly hello: (name?: string) => string;
  readonly bye: (sender?: string) => string;
  readonly of: (kind: number, facts: Facts) => { readonly subject: string; readonly parts: readonly string[] };
}

const english: Words = {
  hello: (name) => `Hello ${name ?? '{{name}}'},`,
  bye: (sender) => `Kind regards,\n${sender ?? '{{your name}}'}`,
  of: (kind, { calledOn, agreed, nextStep, case: about, knowledge = '' }) => {
    if (kind === draftKind.caseReply) {
      const parts = ['Thank you for writing to us.', knowledge || '{{what is to be done}}', 'If this does not help, just answer this e-mail.'];
      return { subject: about ? `Your case no. ${about.number}: ${about.title}` : 'Your case {{number}}', parts };
    }
    if (kind === draftKind.quoteReminder) {
      const parts = ['Have you had a chance to look at our offer {{number and date of the offer}}?', knowledge, 'I am glad to answer any question about it.'];
      return { subject: 'Our offer', parts };
    }
    if (kind === draftKind.thanks) return { subject: 'Thank you', parts: [thanked('Thank you for {{what for}}.', agreed), knowledge] };
    const parts = [
      `Thank you for our talk${calledOn ? ` on ${calledOn}` : ''}.`,
      agreed.length > 0 ? `In short:\n${listOf(agreed)}` : 'In short:\n{{what was agreed}}',
      knowledge,
      `Next step: ${nextStep ?? '{{next step and date}}'}`,
    ];
    return { subject: 'After our talk', parts };
  },
};

const russian: Words = {
  hello: (name) => `Здравствуйте, ${name ?? '{{имя}}'}!`,
  bye: (sender) => `С уважением,\n${sender ?? '{{ваше имя}}'}`,
  of: (kind, { calledOn, agreed, nextStep, case: about, knowledge = '' }) => {
    if (kind === draftKind.caseReply) {
      const parts = ['Спасибо за обращение.', knowledge || '{{что нужно сделать}}', 'Если это не поможет, просто ответьте на это письмо.'];
      return { subject: about ? `Обращение № ${about.number}: ${about.title}` : 'Обращение № {{номер}}', parts };
    }
    if (kind === draftKind.quoteReminder) {
      const parts = ['Удалось ли вам посмотреть наше предложение {{номер и дата предложения}}?', knowledge, 'С радостью отвечу на любые вопросы по нему.'];
      return { subject: 'Наше предложение', parts };
    }
    if (kind === draftKind.thanks) return { subject: 'Спасибо', parts: [thanked('Спасибо за {{за что}}.', agreed), knowledge] };
    const parts = [
      `Спасибо за разговор${calledOn ? ` ${calledOn.replace(/ г\.$/, ' года')}` : ''}.`,
      agreed.length > 0 ? `Коротко:\n${listOf(agreed)}` : 'Коротко:\n{{о чём договорились}}',
      knowledge,
      `Следующий шаг: ${nextStep ?? '{{следующий шаг и дата}}'}`,
    ];
    return { subject: 'После нашего разговора', parts };
  },
};

function thanked(line: string, agreed: readonly string[]): string {
  return agreed.length > 0 ? `${line}\n${listOf(agreed)}` : line;
}

function listOf(lines: readonly string[]): string {
  return lines.map((line) => `— ${line}`).join('\n');
}
