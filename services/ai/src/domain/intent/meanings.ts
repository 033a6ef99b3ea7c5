/**
 * Beginnings of words that mean the like, in both languages: few messages teach a classifier few words, and what it learns of one of these it knows of all.
 * A thesaurus, not rules: what each meaning says for an intent is learnt.
 */
const groups: Readonly<Record<string, string>> = {
  thank: 'спасиб благодар спс признател обязан thank thx cheers grateful gratitud appreciat obliged',
  praise:
    'отличн супер класс прекрасн чудесн замечательн восторг лучш молод умниц выручил браво рекоменд довол рад рады приятн внимател волшебн respect great excellent wonderful brilliant lovely amazing awesome splendid perfect glad pleased happy satisfied recommend best super wizard',
  anger:
    'возмут безобраз ужас кошмар отврат позор недовол разочаров обман надоел бесит терпен достал худш безответствен невыносим outrag terribl awful dread horribl appall disgust disappoint unacceptab furious angry fed shock nightmare worst shame disgrace cheat fool misled useless',
  rude: 'хам груб нагруб оскорб накрич невежлив бесцеремон пьян игнор отписк неуважен равнодуш rude impolite shout insult ignor disrespect yell arrogant dismissive drunk hung',
  report:
    'жалоб пожал претенз суд надзор роспотреб прокур отзыв руковод начальств главн директор извинен complain complaint claim court ombudsman regulator authorit review manager supervisor boss apolog charge',
  password: 'парол код смс логин login password code pin username token',
  enter:
    'войт вход зайти доступ пуска авториз заблок вошел вошла учет аккаунт кабинет профил регистр access signin sign log locked account profile portal register signed enter',
  personal:
    'персональн согласи сведени данн рассыл реклам отпис уведомлен подписчик personal privacy consent data newsletter marketing advertising unsubscribe mailing erase',
  identity:
    'фамили имя отчеств переимен переезд сменил поменял привяз почт номер мобильн surname name married renamed email mail phone mobile colleague employee user users rights',
  order: 'заказ закуп заявк покупк покупал купил оформ order purchas bought placed ordered request',
  stage:
    'статус стади этап готов собран собра сборк обработ производств движени новост вест подтвер отправлен отгру отслеж трек принят получили скомплект status stage progress ready processing pending confirm shipped sent track tracking update news assembled packed received dispatch',
  carry:
    'достав курьер привез привоз водител машин фур груз перевоз разгруз подъем этаж самовывоз забер забрать склад терминал пункт постамат накладн адрес deliver courier driver truck lorry carrier ship shipping transport unload floor lift pick collect warehouse depot locker doorstep address parcel',
  time: 'час утр вечер завтра сегодня суббот воскресен понедел вторник среду четверг пятниц выходн праздник интервал hour morning evening tomorrow saturday sunday monday tuesday wednesday thursday weekend holiday window oclock',
  giveback:
    'верн возврат возвращ обрат назад обмен поменя замен сдать сдал заберите компенс возмест return refund back exchange swap replac compensat reimburse',
  defect: 'брак дефект разбит поврежд испорч треснул сломан неисправ порва царап севш сел defect faulty damage broken crack torn scratch spoil shrank wrong',
  fit: 'подош размер цвет велик малы size colour color fit suit tag label unopened unused',
  pay: 'плат оплат платеж спис перев деньг денег рубл карт счет квитанц тариф долг задолж пени неустой штраф рассроч отсроч pay paid payment charge charged card invoice bill billed transfer fee debt overdue penalty instal money amount sum',
  papers:
    'бухгалт акт накладн упд ндс реквизит сверк документ фактур чек чеки эдо закрыва accountant accounting receipt vat tax statement bookkeep papers document documents expenses reconcil',
  broken:
    'ошибк работа запуска включа завис тормоз вылета грузит загруж мига показыва экран дисплей протек теч шум заклин перезагруз подключ настро прошив обновлен связ error crash freez froze load loading blink screen display leak noise jam restart connect setup firmware update start hang slow bug install reset fault',
  device:
    'прибор аппарат устройств датчик сканер принтер роутер кофемашин насос мотор пульт камер терминал программ приложен сайт страниц сервер систем device machine unit sensor scanner printer router pump motor remote camera app application website page server system software terminal',
  ask: 'какой какая какие какое каков чем сколько почем есть ли подойд подход можно ли отлича характер размер вес мощност материал цена стоит прайс каталог гаранти наличи скидк совмест модел комплект which difference compare spec dimension weight power material price catalogue warranty guarantee stock available discount compatib model include recommend suitable cost contain',
  stop: 'отмен расторг аннулир отказ прекра отключ снимите снять отзыва отзов останов закрой закры стоп cancel terminat annul stop withdraw revoke halt drop close void end ending switch off opt',
  unneeded:
    'нужно нужен нужна передум планы изменил больше не продлева дублир ошибочн случайн mind longer needed need plans changed mistake accident renew duplicate instead',
  contract:
    'договор подписк контракт аренд тариф услуг обслужив абонемент бронь запис автопродлен contract agreement subscription rental plan service membership booking appointment reservation renewal',
};

const shortest = 3;
const known = new Map<string, string[]>();
for (const [meaning, beginnings] of Object.entries(groups))
  for (const beginning of beginnings.split(' ')) known.set(beginning, [...(known.get(beginning) ?? []), meaning]);

/** What a word means, as far as it is known: nothing, one thing or several. */
export function meaningsOf(word: string): readonly string[] {
  for (let length = word.length; length >= shortest; length -= 1) {
    const meanings = known.get(word.slice(0, length));
    if (meanings) return meanings;
  }
  return [];
}
