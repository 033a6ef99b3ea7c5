import { NounPage } from '../list/noun.page.js';
import { companyNoun } from './company.noun.js';
import { contactNoun } from './contact.noun.js';

export function PeoplePage() {
  return <NounPage key="people" noun={contactNoun} />;
}

export function CompaniesPage() {
  return <NounPage key="companies" noun={companyNoun} />;
}
