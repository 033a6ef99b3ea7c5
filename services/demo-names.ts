/** A name in the person's own writing and as it stands in addresses. */
export type Written = readonly [own: string, latin: string];

const pairs = (text: string): Written[] =>
  text
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split('/') as unknown as Written);

/** Family names of men; of women with -а. */
export const familiesRu =
  pairs(`Авдеев/avdeev Барсуков/barsukov Ветров/vetrov Гордеев/gordeev Дубинин/dubinin Ермаков/ermakov Жаров/zharov Зимин/zimin Ивлев/ivlev
  Калинин/kalinin Ларин/larin Матвеев/matveev Носов/nosov Озеров/ozerov Панов/panov Рябов/ryabov Савин/savin Туманов/tumanov Ушаков/ushakov Фадеев/fadeev
  Холодов/kholodov Цыганков/tsygankov Чернов/chernov Шубин/shubin Щеглов/scheglov Юдин/yudin Ясенев/yasenev Берёзин/berezin Воронов/voronov Глебов/glebov
  Дёмин/demin Ежов/ezhov Журавлёв/zhuravlev Зуев/zuev Комаров/komarov Лосев/losev Мельников/melnikov Никитин/nikitin Орлов/orlov Поляков/polyakov`);
export const menRu = pairs(`Алексей/alexey Борис/boris Вадим/vadim Глеб/gleb Денис/denis Егор/egor Захар/zakhar Илья/ilya Кирилл/kirill Лев/lev Матвей/matvey
  Никита/nikita Олег/oleg Павел/pavel Роман/roman Семён/semen Тимур/timur Фёдор/fedor Эдуард/eduard Ярослав/yaroslav`);
export const womenRu = pairs(`Алиса/alisa Белла/bella Вера/vera Галина/galina Дарья/darya Елена/elena Жанна/zhanna Зоя/zoya Инна/inna Кира/kira Лидия/lidia
  Марина/marina Нина/nina Оксана/oksana Полина/polina Рита/rita Софья/sofya Таисия/taisia Ульяна/ulyana Юлия/yulia`);
export const familiesEn =
  pairs(`Ashdown/ashdown Barlow/barlow Carver/carver Dalton/dalton Ellery/ellery Fenwick/fenwick Garrick/garrick Hartley/hartley Ingram/ingram
  Jarvis/jarvis Kendrick/kendrick Langley/langley Merrick/merrick Norwood/norwood Oakes/oakes Prescott/prescott Radley/radley Selwyn/selwyn Tolley/tolley Whitlock/whitlock`);
export const givenEn =
  pairs(`Alice/alice Brian/brian Clara/clara Derek/derek Edith/edith Frank/frank Grace/grace Hugh/hugh Ivy/ivy James/james Kate/kate Liam/liam
  Mabel/mabel Noah/noah Olive/olive Peter/peter Ruth/ruth Simon/simon Tessa/tessa Victor/victor`);

/** What companies are called: of the first and the second word. */
export const firstWords =
  pairs(`Белый/bely Верный/verny Горный/gorny Дальний/dalny Зелёный/zeleny Новый/novy Озёрный/ozerny Первый/pervy Речной/rechnoy Светлый/svetly
  Степной/stepnoy Тихий/tikhy Уральский/uralsky Янтарный/yantarny Южный/yuzhny Лесной/lesnoy Морской/morskoy Медный/medny Старый/stary Ясный/yasny`);
export const secondWords = pairs(`берег/bereg мост/most двор/dvor завод/zavod путь/put парк/park квартал/kvartal порт/port цех/tsekh дом/dom
  склад/sklad маяк/mayak лист/list сад/sad узел/uzel круг/krug ключ/klyuch камень/kamen хлеб/khleb свет/svet`);

export const industries = ['retail', 'food', 'it', 'health', 'logistics', 'construction', 'education', 'finance', 'manufacturing', 'services'] as const;
export const jobsRu = [
  'Директор',
  'Закупщик',
  'Главный бухгалтер',
  'Руководитель склада',
  'Технолог',
  'Менеджер проектов',
  'Коммерческий директор',
  'Инженер',
  'Администратор',
  'Маркетолог',
] as const;
export const jobsEn = [
  'Director',
  'Buyer',
  'Head of Finance',
  'Warehouse Lead',
  'Project Manager',
  'Operations Manager',
  'Engineer',
  'Office Manager',
] as const;
