/**
 * What the code itself puts into sentences, in Russian: kinds of values, names of records, what is wrong with a filter. Keys are the English words as
 * they travel in `params`; they may hold `{placeholders}` of the same params. What is not here, such as the name of a field, stands as it is.
 */
export const wordsRu = {
  object: 'объект JSON',
  array: 'список JSON',
  string: 'текст',
  number: 'число',
  integer: 'целое число',
  boolean: 'true или false',
  tag: 'метка',
  contact: 'контакт',
  company: 'компания',
  note: 'заметка',
  relation: 'связь',
  job: 'задание',
  purpose: 'цель обработки',
  consent: 'согласие',
  lead: 'лид',
  deal: 'сделка',
  pipeline: 'воронка',
  stage: 'этап',
  'custom field': 'дополнительное поле',
  'something unexpected': 'здесь это лишнее',
  'the quotation mark is not closed': 'кавычка не закрыта',
  'nested too deeply': 'слишком много скобок одна в другой',
  '“:” on an encrypted field cannot be summed': 'по началу зашифрованного поля суммировать нельзя',
  'too many comparisons': 'слишком много сравнений',
  '“)” expected': 'ожидается «)»',
  'a field name expected': 'ожидается имя поля',
  'one of = != < <= > >= : expected': 'ожидается один из знаков = != < <= > >= :',
  'a value expected: "text", a number, true or false': 'ожидается значение: "текст", число, true или false',
  '“{path}” cannot be filtered by': 'по полю «{path}» отбирать нельзя',
  '“{path}” holds personal data: send the filter in the body of the search, not in an address':
    'в поле «{path}» личные данные: отправьте фильтр в теле поиска, а не в адресе',
  '“{path}” may hold personal data: send the filter in the body of the search, not in an address':
    'в поле «{path}» могут быть личные данные: отправьте фильтр в теле поиска, а не в адресе',
  'you may not see “{path}”': 'поле «{path}» вам недоступно',
  '“{path}” is encrypted: only = and != work, and : for a beginning': 'поле «{path}» зашифровано: для него есть только = и !=, а для начала слова :',
  '“{path}” is encrypted: only = and != work': 'поле «{path}» зашифровано: для него есть только = и !=',
  '“:” on an encrypted field cannot stand under NOT': '«:» по зашифрованному полю не может стоять под NOT',
  'write {path}:"value"': 'напишите {path}:"значение"',
  '“:” does not work on “{path}”': '«:» для поля «{path}» нет',
  'only = and != work on “{path}”': 'для поля «{path}» есть только = и !=',
  'there is no custom field “{path}”': 'дополнительного поля «{path}» нет',
  '“{path}” never has this value': 'у поля «{path}» такого значения не бывает',
  '“{path}” is compared with a number': 'поле «{path}» сравнивают с числом',
  '“{path}” is compared with a date such as "2026-01-31" or an instant (RFC 3339)':
    'поле «{path}» сравнивают с датой, например "2026-01-31", или с моментом (RFC 3339)',
} as const satisfies Readonly<Record<string, string>>;

/** A word of our own in a sentence. */
export type Word = keyof typeof wordsRu;
