const en = {
  title: 'Chat',
  greeting: 'Hello! I am a program, not a person. Ask anything: I answer from our articles, and call a colleague when you wish.',
  message: 'Your message',
  send: 'Send',
  human: 'Ask for a person',
  signIn: 'Sign in',
  signInHint: 'Signed in, you go on with this very conversation and can ask about your own cases.',
  close: 'Close',
  again: 'Begin another chat',
  customer: 'You',
  assistant: 'Assistant (a program)',
  agent: 'Colleague',
  waiting: 'A colleague will answer here. The program is silent now; you may go on writing.',
  isHuman: 'You are talking with a person now. The program is silent.',
  closed: 'This chat has ended.',
  moved: 'You have signed in: the conversation goes on in the other window.',
  offline: 'Nothing can be reached at the moment. Your message is still here; send it again in a while.',
  patience: 'That was a lot at once. You can write again in {n} s.',
  signingIn: 'A moment, you are being taken to the sign-in…',
  lost: 'This window was opened without a chat. Close it and press “Sign in” in the chat again.',
};

const ru: typeof en = {
  title: 'Чат',
  greeting: 'Здравствуйте! Я программа, а не человек. Спрашивайте: отвечаю по нашим статьям, а если захотите — позову сотрудника.',
  message: 'Ваше сообщение',
  send: 'Отправить',
  human: 'Позвать сотрудника',
  signIn: 'Войти',
  signInHint: 'После входа вы продолжите этот же разговор и сможете спросить о своих обращениях.',
  close: 'Закрыть',
  again: 'Начать новый чат',
  customer: 'Вы',
  assistant: 'Помощник (программа)',
  agent: 'Сотрудник',
  waiting: 'Вам ответит сотрудник. Программа теперь молчит; вы можете писать дальше.',
  isHuman: 'Теперь с вами говорит сотрудник. Программа молчит.',
  closed: 'Этот чат завершён.',
  moved: 'Вы вошли: разговор продолжается в другом окне.',
  offline: 'Сейчас связи нет. Ваше сообщение осталось здесь — отправьте его чуть позже.',
  patience: 'Слишком много сообщений сразу. Можно будет писать через {n} с.',
  signingIn: 'Минуту, открываем страницу входа…',
  lost: 'Это окно открыто без чата. Закройте его и нажмите «Войти» в чате ещё раз.',
};

/** A language of the chat of visitors. */
export type VisitLanguage = 'ru' | 'en';

/** What the chat of visitors says. It loads alone, without the sentences of the portal. */
export const visitWords: Readonly<Record<VisitLanguage, typeof en>> = { en, ru };
