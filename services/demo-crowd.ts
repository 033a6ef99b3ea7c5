import { drawn, type DemoCompany, type DemoCrowd, type DemoPastPerson, type DemoTouch } from '@rapport/runtime';
import { familiesEn, familiesRu, firstWords, givenEn, industries, jobsEn, jobsRu, menRu, secondWords, womenRu, type Written } from './demo-names.js';

const companies = 400;
const people = 3000;
/** The first people of the crowd are spoken with: they buy, or might. */
const spokenWith = 450;

/** Who answers for the crowd. */
export interface CrowdOwner {
  readonly id: string;
  readonly teamId: string;
}

/** A customer base as a company has it after some years. The same on every installation: nobody in it exists. */
export function demoCrowd(owners: readonly CrowdOwner[]): DemoCrowd {
  const firms = Array.from({ length: companies }, (_, at) => company(at));
  return { companies: firms.map(({ site: _, ...firm }) => firm), people: Array.from({ length: people }, (_, at) => person(at, firms, owners)) };
}

/** Ids that are the same on every installation. */
function crowdId(kind: 'c0' | 'd0', number: number): string {
  return `01900000-0000-7000-8000-${kind}${number.toString(16).padStart(10, '0')}`;
}

function company(at: number): DemoCompany & { readonly site: string } {
  const draw = drawn(at + 1);
  const [first, second] = [firstWords[at % firstWords.length]!, secondWords[Math.floor(at / firstWords.length)]!];
  return {
    id: crowdId('c0', at),
    name: `${first[0]} ${second[0]}`,
    site: `${first[1]}-${second[1]}.example`,
    industry: one(industries, draw),
    employees: Math.round(5 * Math.exp(draw() * 5)),
    standing: draw() < 0.35 ? 2 : draw() < 0.1 ? 3 : 1,
  };
}

function person(at: number, firms: readonly (DemoCompany & { readonly site: string })[], owners: readonly CrowdOwner[]): DemoPastPerson {
  const draw = drawn(100_000 + at);
  const { given, family, language } = nameOf(draw);
  const firm = draw() < 0.8 ? firms[at % firms.length] : undefined;
  const owner = owners[at % owners.length]!;
  const knownDaysAgo = at < spokenWith ? 5 + Math.floor(draw() * 355) : 5 + Math.floor(draw() * 900);
  return {
    id: crowdId('d0', at),
    givenName: given[0],
    familyName: family[0],
    email: `${given[1]}.${family[1]}.${at}@${firm?.site ?? 'post.example'}`,
    phone: language === 'ru' ? `+7900555${String(1000 + at)}` : `+44207946${String(at % 1000).padStart(4, '0')}`,
    jobTitle: firm ? one(language === 'ru' ? jobsRu : jobsEn, draw) : '',
    language,
    standing: firm?.standing ?? (draw() < 0.3 ? 2 : 1),
    tags: draw() < 0.1 ? [one(['vip', 'опт', 'пилот', 'выставка'], draw)] : [],
    companyId: firm?.id ?? '',
    ownerId: owner.id,
    teamId: owner.teamId,
    knownDaysAgo,
    touches: at < spokenWith ? touches(draw, knownDaysAgo) : [],
  };
}

function nameOf(draw: () => number): { readonly given: Written; readonly family: Written; readonly language: string } {
  if (draw() < 0.15) return { given: one(givenEn, draw), family: one(familiesEn, draw), language: 'en' };
  const [own, latin] = one(familiesRu, draw);
  if (draw() < 0.5) return { given: one(menRu, draw), family: [own, latin], language: 'ru' };
  return { given: one(womenRu, draw), family: [`${own}а`, `${latin}a`], language: 'ru' };
}

/** When the person was spoken with: between the day on which they became known and now, often at first and rarely later. */
function touches(draw: () => number, knownDaysAgo: number): DemoTouch[] {
  const count = Math.floor(-Math.log(1 - draw()) * 4.5);
  const kinds = ['call', 'email', 'call', 'meeting', 'email', 'chat'];
  return Array.from({ length: Math.min(count, 20) }, () => ({
    kind: one(kinds, draw),
    daysAgo: Math.max(1, knownDaysAgo - Math.floor(-Math.log(1 - draw()) * 18)),
  })).sort((a, b) => b.daysAgo - a.daysAgo);
}

function one<T>(of: readonly T[], draw: () => number): T {
  return of[Math.floor(draw() * of.length)]!;
}
