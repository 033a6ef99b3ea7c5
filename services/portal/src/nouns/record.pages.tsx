import { useParams } from '@tanstack/react-router';
import { RecordPage } from '../record/record.page.js';
import { companyNoun } from './company.noun.js';
import { contactNoun } from './contact.noun.js';

export function PersonPage() {
  const { id = '' } = useParams({ strict: false });
  return <RecordPage key={id} noun={contactNoun} id={id} />;
}

export function CompanyPage() {
  const { id = '' } = useParams({ strict: false });
  return <RecordPage key={id} noun={companyNoun} id={id} />;
}
