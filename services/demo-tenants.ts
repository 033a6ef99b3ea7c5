import type { DemoLogin } from '@rapport/auth';
import { demoCrowd } from './demo-crowd.js';
import type { DemoCompany, DemoPerson, DemoTenant } from '@rapport/runtime';

/** Made-up tenants. Nobody here exists; numbers are of ranges kept for such use, addresses end in `.example`. */
export function demoTenants(logins: readonly DemoLogin[], full: boolean): readonly DemoTenant[] {
  const sellers = ['sofia', 'mark'].map((username) => ({ id: idOf(username, logins), teamId: 'acme/sales' }));
  return [
    {
      name: 'acme',
      ...acme,
      colleagues: colleaguesOf('acme', logins),
      ownerId: sellers[0]!.id,
      teamId: 'acme/sales',
      ...(full && { crowd: demoCrowd(sellers) }),
    },
    { name: 'globex', ...globex, colleagues: colleaguesOf('globex', logins), ownerId: idOf('gleb', logins), teamId: 'globex/sales' },
  ];
}

function colleaguesOf(tenant: string, logins: readonly DemoLogin[]): DemoTenant['colleagues'] {
  return logins
    .filter((login) => login.tenant === tenant && login.role !== 'customer')
    .map(({ id, username, displayName, teams, role }) => ({ id, username, displayName, teams, roles: [role] }));
}

function idOf(username: string, logins: readonly DemoLogin[]): string {
  return logins.find((login) => login.username === username)?.id ?? '';
}

type Companies = readonly (readonly [name: string, industry: string, employees: number, standing: number])[];
type People = readonly (readonly [family: string, given: string, mail: string, phone: string, job: string, company: string, tags?: string])[];

/** Ids that are the same on every installation, so that services can tell of the same people. `kind`: hexadecimal digits of the tenant's and the noun's own. */
function demoId(kind: string, number: number): string {
  return `01900000-0000-7000-8000-${kind.padEnd(4, '0')}${number.toString(16).padStart(8, '0')}`;
}

function companies(rows: Companies, kind: string): DemoCompany[] {
  return rows.map(([name, industry, employees, standing], at) => ({ id: demoId(kind, at), name, industry, employees, standing }));
}

function people(
  rows: People,
  { language, kind, ids, of }: { language: string; kind: string; ids: Readonly<Record<string, string>>; of: readonly DemoCompany[] },
) {
  return rows.map(([familyName, givenName, mail, phone, jobTitle, company, tags = ''], at): DemoPerson => ({
    id: ids[mail] ?? demoId(kind, at),
    familyName,
    givenName,
    email: `${mail}.example`,
    phone,
    jobTitle,
    companyId: of.find(({ name }) => name === company)?.id ?? '',
    language,
    standing: tags ? customer : prospect,
    tags: tags ? tags.split(' ') : [],
  }));
}

const customer = 2;
const prospect = 1;
const reseller = 4;

const acmeCompanies = companies(
  [
    ['Северный ветер', 'retail', 120, customer],
    ['Лаборатория вкуса', 'food', 35, customer],
    ['ТехноПарус', 'it', 480, prospect],
    ['Аптека на набережной', 'health', 14, customer],
    ['Harbour Logistics', 'logistics', 900, reseller],
  ],
  'ac',
);

const acme = {
  companies: acmeCompanies,
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
    {
      language: 'ru',
      kind: 'ab',
      ids: { 'carla@sever': '01900000-0000-7000-8000-00000000c001', 'igor@sever': '01900000-0000-7000-8000-00000000c003' },
      of: acmeCompanies,
    },
  ),
};

const globexCompanies = companies(
  [
    ['Bluebird Studio', 'design', 22, customer],
    ['Granite & Sons', 'construction', 210, prospect],
  ],
  'bc',
);

const globex = {
  companies: globexCompanies,
  people: people(
    [
      ['Moreau', 'Gina', 'gina@bluebird', '+12025550111', 'Art Director', 'Bluebird Studio', 'vip'],
      ['Lindqvist', 'Erik', 'erik@bluebird', '+12025550112', 'Producer', 'Bluebird Studio'],
      ['Granite', 'Walter', 'walter@granite', '+12025550113', 'Owner', 'Granite & Sons'],
      ['Petrova', 'Anna', 'anna@granite', '+12025550114', 'Site Manager', 'Granite & Sons'],
    ],
    { language: 'en', kind: 'bb', ids: { 'gina@bluebird': '01900000-0000-7000-8000-00000000c002' }, of: globexCompanies },
  ),
};
