import { useParams } from '@tanstack/react-router';
import { NounPage } from '../list/noun.page.js';
import { RecordPage } from '../record/record.page.js';
import { companyNoun } from './company.noun.js';
import { contactNoun } from './contact.noun.js';

export function PeoplePage() {
  return <NounPage key="people" noun={contactNoun} />;
}

export function CompaniesPage() {
  return <NounPage key="companies" noun={companyNoun} />;
}

export function PersonPage() {
  const { id = '' } = useParams({ strict: false });
  return <RecordPage key={id} noun={contactNoun} id={id} />;
}

export function CompanyPage() {
  const { id = '' } = useParams({ strict: false });
  return <RecordPage key={id} noun={companyNoun} id={id} />;
}
