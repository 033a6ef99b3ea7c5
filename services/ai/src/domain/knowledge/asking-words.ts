const wordsOf = (...lines: readonly string[]) => new Set(lines.flatMap((line) => line.split(' ')));

/** Words that ask, and say nothing of what is asked about. PostgreSQL’s lists of stop words leave these in, and a small article base takes each of them for a rare word that tells much. */
const asking: ReadonlySet<string> = wordsOf(
  'please tell say know mean means happen happens want wants wanted need needs let lets get gets give gives take takes help like',
  'may might must could would shall ought although though still also else yet ever already really perhaps maybe',
  'one us per within without there here kind sort way',
  'какие какого какому какую каких каким какими какое какова каковы сколько скольких скольким почему отчего кому кого кем чей чья чье чьи который которая которое которые',
  'ваш ваша ваше ваши вашего вашей вашему вашу вашим ваших вашими наш наша наше наши нашего нашей нашему нашу наших мои мое моего моей моему мою моих моим',
  'подскажите скажите расскажите пожалуйста хотя могу можем могут может хочу хотим хотел хотела нужен нужна нужно нужны должен должна должно должны',
  'значит означает это эта идет ли',
);
/** What stands after “how” and asks with it. */
const askedAfterHow: ReadonlySet<string> = wordsOf('long many much often soon far big large high fast quickly quick');

/** What a question is about: without the words that ask, unless nothing is left then. */
export function topicOf(question: string): string {
  let before = '';
  const kept = question.replaceAll(/\p{L}+/gu, (word) => {
    const plain = word.toLowerCase().replaceAll('ё', 'е');
    const asks = asking.has(plain) || (before === 'how' && askedAfterHow.has(plain));
    before = plain;
    return asks ? ' ' : word;
  });
  return /[\p{L}\p{N}]/u.test(kept) ? kept : question;
}
