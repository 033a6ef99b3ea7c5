import type { DemoPerson, DemoTenant } from '@rapport/accounts';
import type { DemoLogin } from '@rapport/auth';

/** Made-up tenants. Nobody here exists; numbers are of ranges kept for such use, addresses end in `.example`. */
export function demoTenants(logins: readonly DemoLogin[]): Readonly<Record<string, DemoTenant>> {
  return {
    acme: { ...acme, colleagues: colleaguesOf('acme', logins), ownerId: idOf('sofia', logins), teamId: 'acme/sales' },
    globex: { ...globex, colleagues: colleaguesOf('globex', logins), ownerId: idOf('gleb', logins), teamId: 'globex/sales' },
  };
}

function colleaguesOf(tenant: string, logins: readonly DemoLogin[]): DemoTenant['colleagues'] {
  return logins
    .filter((login) => login.tenant === tenant && login.role !== 'customer')
    .map(({ id, username, displayName, teams, role }) => ({ id, username, displayName, teams, roles: [role] }));
}

function idOf(username: string, logins: readonly DemoLogin[]): string {
  return logins.find((login) => login.username === username)?.id ?? '';
}

type People = readonly (readonly [family: string, given: string, mail: string, phone: string, job: string, company: string, tags?: string])[];

function people(rows: People, language: string, ids: Readonly<Record<string, string>>): DemoPerson[] {
  return rows.map(([familyName, givenName, mail, phone, jobTitle, company, tags = '']) => ({
    familyName,
    givenName,
    email: `${mail}.example`,
    phone,
    jobTitle,
    company,
    language,
    standing: tags ? customer : prospect,
    tags: tags ? tags.split(' ') : [],
    ...(ids[mail] && { id: ids[mail] }),
  }));
}

const customer = 2;
const prospect = 1;
const reseller = 4;

const acme = {
  companies: [
    { name: 'Северный ветер', industry: 'retail', employees: 120, standing: customer },
    { name: 'Лаборатория вкуса', industry: 'food', employees: 35, standing: customer },
    { name: 'ТехноПарус', industry: 'it', employees: 480, standing: prospect },
    { name: 'Аптека на набережной', industry: 'health', employees: 14, standing: customer },
    { name: 'Harbour Logistics', industry: 'logistics', employees: 900, standing: reseller },
  ],
  people: people(
    [
      ['Ковалёва', 'Карла', 'carla@sever', '+79005550101', 'Директор по закупкам', 'Северный ветер', 'vip'],
      ['Щербаков', 'Игорь', 'igor@sever', '+79005550102', 'Главный бухгалтер', 'Северный ветер'],
      ['Ёлкина', 'Юлия', 'yulia@vkus', '+79005550103', 'Шеф-технолог', 'Лаборатория вкуса', 'vip новинки'],
      ['Жуков', 'Тимофей', 'timofey@vkus', '+79005550104', 'Менеджер по продажам', 'Лаборатория вкуса'],
      ['Цветкова', 'Алина', 'alina@parus', '+79005550105', 'Руководитель разработки', 'ТехноПарус', 'пилот'],
      ['Хабибуллин', 'Рустам', 'rustam@parus', '+79005550106', 'Технический директор', 'ТехноПарус'],
      ['Соловьёва', 'Мария', 'maria@apteka', '+79005550107', 'Заведующая', 'Аптека на набережной'],
      ['Bennett', 'Olivia', 'olivia@harbour', '+442079460108', 'Head of Partnerships', 'Harbour Logistics', 'partner'],
      ['Okafor', 'Daniel', 'daniel@harbour', '+442079460109', 'Operations Manager', 'Harbour Logistics'],
      ['Фомин', 'Артём', 'artem@solo', '+79005550110', 'Предприниматель', ''],
    ],
    'ru',
    { 'carla@sever': '01900000-0000-7000-8000-00000000c001', 'igor@sever': '01900000-0000-7000-8000-00000000c003' },
  ),
};

const globex = {
  companies: [
    { name: 'Bluebird Studio', industry: 'design', employees: 22, standing: customer },
    { name: 'Granite & Sons', industry: 'construction', employees: 210, standing: prospect },
  ],
  people: people(
    [
      ['Moreau', 'Gina', 'gina@bluebird', '+12025550111', 'Art Director', 'Bluebird Studio', 'vip'],
      ['Lindqvist', 'Erik', 'erik@bluebird', '+12025550112', 'Producer', 'Bluebird Studio'],
      ['Granite', 'Walter', 'walter@granite', '+12025550113', 'Owner', 'Granite & Sons'],
      ['Petrova', 'Anna', 'anna@granite', '+12025550114', 'Site Manager', 'Granite & Sons'],
    ],
    'en',
    { 'gina@bluebird': '01900000-0000-7000-8000-00000000c002' },
  ),
};
