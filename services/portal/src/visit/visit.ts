import './visit.css';
import { takeFromOpener } from './visit-sign-in.js';
import { Visiting } from './visiting.js';
import { visitWords, type VisitLanguage } from './words.js';

const query = new URLSearchParams(location.search);
const wished = query.get('language') ?? navigator.language;
const language: VisitLanguage = wished.startsWith('ru') ? 'ru' : 'en';
const words = visitWords[language];
const root = document.getElementById('visit')!;
document.documentElement.lang = language;
document.title = words.title;

if (query.get('step') === 'sign-in') {
  root.append(words.signingIn);
  void takeFromOpener(language).catch(() => root.replaceChildren(words.lost));
} else new Visiting({ root, tenant: query.get('tenant') ?? '', language, isFramed: window.parent !== window });
