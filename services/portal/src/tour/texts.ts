/** What the tour says, in the order in which the story goes: loaded with it alone. */
const en = {
  title: 'The story in eight steps',
  count: '{at} of {all}',
  go: 'Show me',
  back: 'Back',
  next: 'Next',
  end: 'End the tour',
  other: 'Sign in as somebody who may (the demo has {who}) to do this yourself.',
  'call.title': 'A call becomes memory',
  'call.text': 'Open a customer, choose “Calls” and drop a recording there. You see it being heard, with the time that is left.',
  'transcript.title': 'Who said what, and when',
  'transcript.text': 'The transcript has speakers and times; a click on a line plays from there. What was not heard well is marked, not invented.',
  'proposals.title': 'Proposals with their evidence',
  'proposals.text': 'Beside the transcript: a summary, tasks, a budget, an objection. Take, change or refuse each; nothing is written before you say so.',
  'score.title': 'The deal is scored again',
  'score.text': 'A deal shows how likely it is won, what speaks for and against, and how good the model is, or that there is not enough data.',
  'email.title': 'A follow-up, where the customer allows it',
  'email.text':
    'On the customer’s page, “E-mails”: a draft from the call and the articles, with sources. Fill in what is missing and send; a refusal says why.',
  'ask.title': 'Ask the knowledge base',
  'ask.text': 'From any page: an answer with its sources, or “nothing found”. Articles are written, reviewed and published in their own list.',
  'chat.title': 'A customer at night',
  'chat.text': 'Chat as a stranger does: a program answers and says so. Ask for a person, and a case with the whole conversation is opened.',
  'consent.title': 'The customer has the last word',
  'consent.text': 'Under “Consents” of a customer: withdraw one or object, and try to send again. It is refused at once, everywhere.',
};

const ru: typeof en = {
  title: 'История в восьми шагах',
  count: '{at} из {all}',
  go: 'Показать',
  back: 'Назад',
  next: 'Дальше',
  end: 'Закончить экскурсию',
  other: 'Чтобы сделать это самому, войдите под тем, кому можно (в демо это {who}).',
  'call.title': 'Звонок остаётся в памяти',
  'call.text': 'Откройте клиента, выберите «Звонки» и перетащите туда запись. Видно, как её слушают и сколько осталось.',
  'transcript.title': 'Кто и когда что сказал',
  'transcript.text': 'В расшифровке есть говорящие и время; щелчок по строке включает запись с этого места. Что расслышано плохо, помечено, а не придумано.',
  'proposals.title': 'Предложения с доказательствами',
  'proposals.text': 'Рядом с расшифровкой: итог, задачи, бюджет, возражение. Примите, измените или отклоните; без вашего слова ничего не записывается.',
  'score.title': 'Сделка оценена заново',
  'score.text': 'У сделки видно, насколько вероятен выигрыш, что за и что против и насколько хороша модель — или что данных пока мало.',
  'email.title': 'Письмо, если клиент разрешает',
  'email.text': 'На странице клиента, «Письма»: набросок по звонку и статьям, с источниками. Дополните и отправьте; отказ объяснит причину.',
  'ask.title': 'Спросите базу знаний',
  'ask.text': 'С любой страницы: ответ с источниками или «ничего не найдено». Статьи пишут, проверяют и публикуют в их списке.',
  'chat.title': 'Клиент ночью',
  'chat.text': 'Напишите в чат как незнакомец: отвечает программа и говорит об этом. Позовите сотрудника — откроется обращение со всем разговором.',
  'consent.title': 'Последнее слово за клиентом',
  'consent.text': 'В «Согласиях» клиента: отзовите одно или возразите и попробуйте отправить снова. Откажут сразу и везде.',
};

/** Names of the steps. */
export const tourSteps = ['call', 'transcript', 'proposals', 'score', 'email', 'ask', 'chat', 'consent'] as const;
export type TourStep = (typeof tourSteps)[number];
export const tourTexts = { en, ru };
