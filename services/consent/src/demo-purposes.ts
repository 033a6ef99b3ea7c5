import type { PurposeInUse } from './store/purpose.store.js';

/** A purpose as most tenants have it, with what people are told about it where they are asked. */
export interface UsualPurpose extends Omit<PurposeInUse, 'id' | 'renewals'> {
  readonly texts: readonly { readonly language: string; readonly body: string }[];
}

const asked = (ru: string, en: string) => [
  { language: 'ru', body: ru },
  { language: 'en', body: en },
];
const plain = { channels: ['none'], doubleOptIn: false, validityDays: 0, automatedDecision: false, texts: [] };

export const usualPurposes: readonly UsualPurpose[] = [
  {
    ...plain,
    key: 'marketing',
    basis: 'consent',
    channels: ['email', 'sms', 'messenger', 'phone', 'post'],
    doubleOptIn: true,
    validityDays: 1095,
    nameEn: 'News and offers',
    nameRu: 'Новости и предложения',
    descriptionEn: 'We tell you about news, offers and events.',
    descriptionRu: 'Рассказываем о новинках, предложениях и встречах.',
    texts: asked(
      'Я согласен(на) получать новости и предложения выбранным способом. Согласие дано на три года; отозвать его можно в любой день: в портале, по ссылке в каждом письме или сказав нам.',
      'I agree to receive news and offers in the way I have chosen. The consent holds for three years; I can take it back on any day: in the portal, by the link in every message, or by telling you.',
    ),
  },
  {
    ...plain,
    key: 'call-recording',
    basis: 'consent',
    nameEn: 'Recording of calls',
    nameRu: 'Запись разговоров',
    descriptionEn: 'We record telephone calls, so that nothing that was agreed is lost.',
    descriptionRu: 'Записываем телефонные разговоры, чтобы не потерять договорённости.',
    texts: asked(
      'Я согласен(на), чтобы мои телефонные разговоры с вами записывались и хранились, пока длятся наши отношения. Я могу попросить не записывать любой разговор.',
      'I agree that my telephone calls with you are recorded and kept for as long as we deal with each other. I may ask that any call is not recorded.',
    ),
  },
  {
    ...plain,
    key: 'call-analysis',
    basis: 'consent',
    nameEn: 'Analysis of calls by programs',
    nameRu: 'Разбор разговоров программой',
    descriptionEn: 'A program writes recorded calls down, sums them up and proposes next steps to your contact person.',
    descriptionRu: 'Программа расшифровывает записи разговоров, делает краткое изложение и предлагает следующий шаг вашему менеджеру.',
    texts: asked(
      'Я согласен(на), чтобы записи моих разговоров разбирала программа: расшифровывала, кратко излагала и предлагала следующие шаги. Решения принимает человек.',
      'I agree that recordings of my calls are worked on by a program: written down, summed up, with proposals for next steps. Decisions are made by people.',
    ),
  },
  {
    ...plain,
    key: 'scoring',
    basis: 'legitimate-interest',
    automatedDecision: true,
    nameEn: 'Assessment of interest',
    nameRu: 'Оценка интереса',
    descriptionEn: 'A program estimates how likely a purchase is, so that we come to you in time. You may object.',
    descriptionRu: 'Программа оценивает вероятность покупки, чтобы мы обратились вовремя. Вы можете возразить.',
  },
  {
    ...plain,
    key: 'chat-assistant',
    basis: 'legitimate-interest',
    channels: ['web'],
    nameEn: 'Chat assistant',
    nameRu: 'Помощник в чате',
    descriptionEn: 'A program answers in the chat when no person is there. It says that it is one.',
    descriptionRu: 'Когда людей нет на месте, в чате отвечает программа и говорит об этом сама.',
  },
  {
    ...plain,
    key: 'case-sorting',
    basis: 'legitimate-interest',
    automatedDecision: true,
    nameEn: 'Sorting of cases',
    nameRu: 'Разбор обращений',
    descriptionEn:
      'A program suggests what your case is about and how urgent it is, so that it comes to the right colleague sooner. A person decides. You may object.',
    descriptionRu:
      'Программа подсказывает, о чём ваше обращение и насколько оно срочно, чтобы оно быстрее попало к нужному сотруднику. Решает человек. Вы можете возразить.',
  },
  {
    ...plain,
    key: 'sales-follow-up',
    basis: 'legitimate-interest',
    channels: ['email', 'messenger', 'phone'],
    nameEn: 'Personal follow-up',
    nameRu: 'Личное обращение после разговора',
    descriptionEn: 'Your contact person writes or calls about what you spoke about.',
    descriptionRu: 'Ваш менеджер пишет или звонит о том, что вы обсуждали.',
  },
  {
    ...plain,
    key: 'service-messages',
    basis: 'contract',
    channels: ['email', 'sms', 'messenger', 'phone', 'post'],
    nameEn: 'Messages about your orders',
    nameRu: 'Сообщения о ваших заказах',
    descriptionEn: 'What you need to know about your orders, deliveries and cases.',
    descriptionRu: 'Всё, что нужно знать о ваших заказах, доставке и обращениях.',
  },
  {
    ...plain,
    key: 'accounting',
    basis: 'legal-obligation',
    nameEn: 'Accounting',
    nameRu: 'Бухгалтерский учёт',
    descriptionEn: 'The law asks us to keep invoices and contracts.',
    descriptionRu: 'Закон обязывает нас хранить счета и договоры.',
  },
];
