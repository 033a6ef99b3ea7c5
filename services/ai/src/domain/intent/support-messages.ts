import type { Labelled } from './softmax.js';

/** What customers write to a support desk, by what they want; written for this purpose, in Russian and English. */
const messages: Readonly<Record<string, readonly string[]>> = {
  'order-status': [
    'Где мой заказ?', 'Подскажите, на каком этапе мой заказ 1042', 'Когда будет готов заказ, оформленный в понедельник?', 'Хочу узнать статус заказа',
    'Заказ уже собран или ещё нет?', 'Вы отгрузили наш заказ?', 'Почему заказ всё ещё в обработке?', 'Пришлите трек-номер моего заказа',
    'Заказ оплачен неделю назад, что с ним?', 'Скажите, принят ли мой заказ в работу', 'Прошу сообщить состояние заявки на поставку', 'Мой заказ подтвердили?',
    'Where is my order?', 'What is the status of order 1042?', 'Has our order been shipped yet?', 'I ordered on Monday, is it ready?',
    'Please send me the tracking number', 'Can you tell me how far my order is?', 'My order still says processing', 'Did you receive our purchase order?',
    'Has my order been confirmed?', 'I paid a week ago and have heard nothing about the order', 'Is the order packed already?', 'Any news on order number 77?',
  ],
  delivery: [
    'Сколько стоит доставка в Казань?', 'Можно перенести доставку на другой день?', 'Курьер не приехал в назначенное время', 'Измените, пожалуйста, адрес доставки',
    'Вы возите в регионы?', 'Доставка опаздывает уже на два дня', 'Можно ли забрать самовывозом со склада?', 'В какое время приедет машина?',
    'Нужна доставка с подъёмом на этаж', 'Какой транспортной компанией вы отправляете?', 'Груз застрял на терминале', 'За сколько дней довезёте до Омска?',
    'How much is delivery to Leeds?', 'Can the delivery be moved to another day?', 'The courier did not come', 'Please change the delivery address',
    'Do you deliver abroad?', 'The delivery is two days late', 'Can I collect it at your warehouse?', 'At what time will the truck arrive?',
    'We need delivery up to the third floor', 'Which carrier do you use?', 'The parcel is stuck at the depot', 'How long does shipping take?',
  ],
  'return-refund': [
    'Хочу вернуть товар', 'Как оформить возврат?', 'Верните деньги за бракованную деталь', 'Товар не подошёл, можно обменять?',
    'Когда вернутся деньги за возврат?', 'Пришёл не тот размер, нужен обмен', 'Нужен бланк для возврата', 'Кто оплачивает обратную пересылку?',
    'Хотим вернуть часть партии', 'Возврат оформили, а деньги не пришли', 'Можно сдать обратно лишние коробки?', 'Требую вернуть оплату за повреждённый товар',
    'I want to return this item', 'How do I send goods back?', 'Please refund the faulty part', 'It does not fit, can I exchange it?',
    'When will I get my money back?', 'You sent the wrong size, I need a swap', 'I need a return form', 'Who pays for return postage?',
    'We would like to send part of the batch back', 'The refund has not arrived', 'Can unused boxes be returned?', 'I want a refund for the damaged goods',
  ],
  billing: [
    'Пришлите счёт на оплату', 'В счёте ошибка в сумме', 'Нужен акт сверки за квартал', 'Как оплатить картой?',
    'Вы дважды списали оплату', 'Нужны закрывающие документы', 'Измените реквизиты в счёте', 'Можно оплатить в рассрочку?',
    'Счёт-фактура не пришла', 'Почему сумма в счёте больше, чем в договоре?', 'Бухгалтерия ждёт УПД', 'До какого числа надо оплатить счёт?',
    'Please send the invoice', 'The amount on the invoice is wrong', 'We need a statement of account', 'How can I pay by card?',
    'You charged me twice', 'Our accounting needs the closing documents', 'Please change our company details on the invoice', 'Can we pay in instalments?',
    'I never received the VAT invoice', 'Why is the bill higher than agreed?', 'What is the due date of this invoice?', 'Which bank account should we pay to?',
  ],
  complaint: [
    'Это безобразие, я недоволен вашим обслуживанием', 'Ваш менеджер нагрубил мне', 'Хочу оставить жалобу', 'Третий раз обещаете и не делаете',
    'Ужасное качество, больше не куплю', 'Никто не отвечает на мои письма', 'Буду жаловаться в Роспотребнадзор', 'Позовите руководителя',
    'Меня обманули с условиями', 'Отвратительный сервис', 'Сколько можно ждать, это неуважение', 'Очень разочарованы работой с вами',
    'This is unacceptable, I am very unhappy with your service', 'Your salesman was rude to me', 'I want to make a complaint', 'You promised three times and did nothing',
    'Terrible quality, never again', 'Nobody answers my letters', 'I will report you to the authorities', 'Let me speak to your manager',
    'I feel cheated', 'Awful service', 'How long must I wait, this is disrespectful', 'We are deeply disappointed',
  ],
  technical: [
    'Программа не запускается', 'Прибор показывает ошибку E4', 'Не работает личный кабинет', 'После обновления всё зависло',
    'Станок остановился и не включается', 'Не приходит код подтверждения', 'Датчик не подключается к сети', 'Страница выдаёт ошибку 500',
    'Система не работает, склад стоит', 'Как настроить сканер?', 'Не получается загрузить файл', 'Принтер этикеток печатает пустые листы',
    'The program does not start', 'The device shows error E4', 'The customer portal is down', 'Everything froze after the update',
    'The machine stopped and will not turn on', 'I do not receive the confirmation code', 'The sensor cannot connect to the network', 'The page gives error 500',
    'The system is not working, our warehouse stands still', 'How do I set up the scanner?', 'I cannot upload a file', 'The label printer prints blank sheets',
  ],
  account: [
    'Забыл пароль', 'Как сменить почту в профиле?', 'Удалите мою учётную запись', 'Не могу войти под своим логином',
    'Добавьте ещё одного сотрудника в кабинет', 'Измените мой номер телефона', 'Как подключить двухфакторную защиту?', 'Мой аккаунт заблокирован',
    'Какие данные обо мне вы храните?', 'Отпишите меня от рассылки', 'У нас сменилось название компании, обновите карточку', 'Хочу отозвать согласие на обработку данных',
    'I forgot my password', 'How do I change the e-mail in my profile?', 'Please delete my account', 'I cannot log in with my user name',
    'Add another colleague to our account', 'Please update my phone number', 'How do I turn on two-factor login?', 'My account is locked',
    'Which data do you hold about me?', 'Unsubscribe me from the newsletter', 'Our company has a new name, please update it', 'I withdraw my consent to data processing',
  ],
  'product-question': [
    'Есть ли стойки высотой три метра?', 'Какую нагрузку выдерживает полка?', 'Чем отличается модель А от модели Б?', 'Есть ли этот товар в наличии?',
    'Сколько стоит комплект на сто мест?', 'Какая гарантия на оборудование?', 'Подойдёт ли ваш стеллаж для морозильной камеры?', 'Пришлите каталог и прайс',
    'Из какого материала сделан корпус?', 'Есть скидки на большой объём?', 'Есть ли сертификат соответствия?', 'Можно заказать образец?',
    'Do you have shelves three metres high?', 'What load can a shelf bear?', 'What is the difference between model A and model B?', 'Is this item in stock?',
    'How much is a set for a hundred places?', 'What warranty does the equipment have?', 'Is the rack suitable for a freezer?', 'Please send your catalogue and prices',
    'What material is the case made of?', 'Is there a discount for large quantities?', 'Do you have a certificate of conformity?', 'Can I order a sample?',
  ],
  cancel: [
    'Отмените мой заказ', 'Хочу расторгнуть договор', 'Мы передумали, заказ не нужен', 'Как отказаться от подписки?',
    'Прошу аннулировать заявку', 'Отменяем поставку', 'Не продлевайте договор на следующий год', 'Остановите отгрузку, заказ отменяется',
    'Хочу отказаться от услуги', 'Снимите заказ, бюджет не согласовали', 'Закройте нашу подписку', 'Больше не нуждаемся в обслуживании, прекратите договор',
    'Cancel my order', 'I want to terminate the contract', 'We changed our mind and do not need it', 'How do I cancel the subscription?',
    'Please annul our request', 'We are calling off the supply', 'Do not renew the contract next year', 'Stop the shipment, the order is cancelled',
    'I want to give up the service', 'Drop the order, the budget was not approved', 'Close our subscription', 'We no longer need maintenance, please end the agreement',
  ],
  thanks: [
    'Спасибо за помощь!', 'Всё получили, благодарю', 'Отличная работа, вы нас выручили', 'Вопрос решён, спасибо',
    'Очень довольны сервисом', 'Спасибо, всё работает', 'Благодарим за быстрый ответ', 'Вы лучшие',
    'Рады сотрудничеству', 'Приятно иметь с вами дело', 'Передайте спасибо вашему мастеру', 'Больше вопросов нет, спасибо',
    'Thank you for your help!', 'We received everything, many thanks', 'Great work, you saved us', 'The question is settled, thanks',
    'We are very happy with the service', 'Thanks, it works now', 'Thank you for the quick reply', 'You are the best',
    'Glad to work with you', 'A pleasure doing business with you', 'Please thank your technician', 'No more questions, thank you',
  ],
};

export const supportMessages: readonly Labelled[] = Object.entries(messages).flatMap(([label, texts]) => texts.map((text) => ({ text, label })));
