import type { Locale } from '@rapport/kernel';

const english = {
  signIn: 'Sign in',
  lead: 'Demo sign-on of this installation',
  username: 'User name',
  password: 'Password',
  wrong: 'The user name or the password is wrong. After five wrong attempts wait a minute.',
  signOut: 'Sign out',
  signOutQuestion: 'Sign out of Rapport?',
  signedOut: 'You are signed out.',
  failed: 'This did not work',
  expired: 'This page is too old. Go back to Rapport and sign in again.',
};

/** What the embedded provider's pages say. */
export const pageText: Readonly<Record<Locale, Readonly<typeof english>>> = {
  en: english,
  ru: {
    signIn: 'Вход',
    lead: 'Демонстрационный вход этой установки',
    username: 'Имя пользователя',
    password: 'Пароль',
    wrong: 'Неверное имя пользователя или пароль. После пяти неверных попыток подождите минуту.',
    signOut: 'Выйти',
    signOutQuestion: 'Выйти из Rapport?',
    signedOut: 'Вы вышли.',
    failed: 'Не получилось',
    expired: 'Эта страница устарела. Вернитесь в Rapport и войдите снова.',
  },
};
