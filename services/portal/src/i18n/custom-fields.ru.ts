import type { customFieldsEn } from './custom-fields.en.js';
import type { Message } from './message.js';

/** The same in Russian. */
export const customFieldsRu: Readonly<Record<keyof typeof customFieldsEn, Message>> = {
  'customFields.title': 'Свои поля',
  'customFields.lead': 'Собственные поля людей и компаний. Они сразу появляются в карточках, а в API называются custom.ключ.',
  'customFields.new': 'Новое поле',
  'customFields.empty.title': 'Своих полей пока нет',
  'customFields.empty.text': 'Заведите поле, если раз за разом записываете одно и то же: уровень лояльности, дату договора, регион.',
  'customFields.noun': 'Где',
  'customFields.type': 'Тип',
  'customFields.key': 'Ключ',
  'customFields.keyHint': 'Имя в API: строчные латинские буквы, цифры, дефисы. Позже не изменить.',
  'customFields.labelRu': 'Название по-русски',
  'customFields.labelEn': 'Название по-английски',
  'customFields.choices': 'Варианты',
  'customFields.choicesHint': 'Enter добавляет вариант',
  'customFields.create': 'Завести поле',
  'customFields.created': 'Поле готово и уже есть в каждой карточке.',
  'customFields.retire': 'Убрать',
  'customFields.retireTitle': 'Убрать поле «{label}»?',
  'customFields.retireText': 'Поле больше не предлагается и не принимается. Введённые значения остаются в хранилище.',
  'customFields.retired': 'Поле «{label}» убрано.',
  'customFields.added': 'Заведено',
  'customFields.type.text': 'Текст',
  'customFields.type.number': 'Число',
  'customFields.type.date': 'Дата',
  'customFields.type.flag': 'Да или нет',
  'customFields.type.choice': 'Выбор',
};
