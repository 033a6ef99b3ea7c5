/** What the assistant does about a customer's message. */
export type Plan = 'human' | 'complaint' | 'repeated' | 'own-cases' | 'answer';

/** One message of a chat so far. */
export interface ChatLine {
  readonly by: 'customer' | 'assistant' | 'colleague';
  readonly body: string;
}

const human =
  /(?<!\p{L})(?:(?:живо\p{L}+|настоящ\p{L}+)\s+(?:человек|люд|сотрудник|оператор)\p{L}*|(?:оператор|человек|менеджер|сотрудник|специалист)(?:а|ом|ка|у)?\s*(?:пожалуйста|$|[.!?])|(?:позови|позовите|соедини|соедините|переключи|переключите|переведи|переведите|свяжите|дайте)\p{L}*\s.{0,30}?(?:человек|оператор|менеджер|сотрудник|специалист)\p{L}*|(?:human|real person|live agent|representative|operator)(?!\p{L})|(?:talk|speak|connect|transfer)\s.{0,25}?(?:person|someone|somebody|agent|manager|colleague)(?!\p{L}))/iu;
const complaint =
  /(?<!\p{L})(?:жалоб\p{L}*|жалу(?:юсь|емся)|претензи\p{L}*|возмутител\p{L}*|безобрази\p{L}*|ужасн\p{L}+ (?:сервис|обслуживание|работа)|в суд(?:\p{L}*)?|роспотребнадзор\p{L}*|обман\p{L}*|complain(?:t|ts|ing)?|unacceptable|outrageous|disgusting|lawyer|sue you|take you to court|scam|terrible service)(?!\p{L})/iu;
const ownCase =
  /(?<!\p{L})(?:(?:мо(?:й|я|ё|е|его|ему|им|ём|и|их)|наш\p{L}*)\s+(?:\p{L}+\s+)?(?:обращени|заявк|тикет|запрос|кейс|вопрос)\p{L}*|(?:статус|номер)\s+(?:\p{L}+\s+)?(?:обращени|заявк|тикет)\p{L}*|(?:my|our)\s+(?:\p{L}+\s+)?(?:cases?|tickets?|requests?|complaint)(?!\p{L})|(?:case|ticket)\s+(?:status|number|no))/iu;

/** Only the customer's words decide; whatever stands in articles or in the assistant's own answers decides nothing. */
export function planFor(message: string, before: readonly ChatLine[]): Plan {
  if (human.test(message)) return 'human';
  if (complaint.test(message)) return 'complaint';
  const asked = before.filter(({ by, body }) => by === 'customer' && plain(body) === plain(message)).length;
  if (asked >= 2) return 'repeated';
  return ownCase.test(message) ? 'own-cases' : 'answer';
}

/** How many questions the assistant found nothing for so far. */
export function missesIn(before: readonly ChatLine[], language: string): number {
  return before.filter(({ by, body }) => by === 'assistant' && body.endsWith(phrases(language).notFound)).length;
}

/** Case of a customer, in the words of the chat. */
export interface ChatCase {
  readonly number: number;
  readonly title: string;
  readonly status: number;
}

/** What the assistant says of itself and by itself. */
export function phrases(language: string) {
  return language === 'en' ? english : russian;
}

const english = {
  greeting: 'I am a program, not a person. I answer from our articles; say “human” and I will hand you over to a colleague.',
  notFound: 'I found nothing about this in our articles. Please put it in other words, or say “human” to be handed over to a colleague.',
  source: (title: string) => `From the article “${title}”`,
  signIn: 'I can look up your cases once you have signed in to the portal.',
  noCases: 'You have no cases that are still open.',
  cases: (list: readonly ChatCase[]) => ['Your cases:', ...list.map((one) => `No. ${one.number} “${one.title}” — ${statusOf(one, englishStatus)}`)].join('\n'),
};

const russian: typeof english = {
  greeting: 'Я программа, а не человек. Отвечаю по нашим статьям; напишите «оператор», и я передам разговор сотруднику.',
  notFound: 'В наших статьях я об этом ничего не нашёл. Спросите другими словами или напишите «оператор», и я передам разговор сотруднику.',
  source: (title) => `Из статьи «${title}»`,
  signIn: 'Я смогу посмотреть ваши обращения, когда вы войдёте в портал.',
  noCases: 'Открытых обращений у вас нет.',
  cases: (list) => ['Ваши обращения:', ...list.map((one) => `№ ${one.number} «${one.title}» — ${statusOf(one, russianStatus)}`)].join('\n'),
};

const englishStatus = ['', 'new', 'a colleague is working on it', 'waiting for your answer', 'solved', 'closed'];
const russianStatus = ['', 'новое', 'в работе у сотрудника', 'ждёт вашего ответа', 'решено', 'закрыто'];

function statusOf({ status }: ChatCase, names: readonly string[]): string {
  return names[status] ?? '';
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
