import type { Purpose, PurposeText } from '@rapport/contracts/client';
import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { saidOr, useSay } from '../i18n/text.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { calls } from './consent-calls.js';

/** All versions of what people are told about a purpose, newest first. */
export function PurposeTexts({ purpose: { id, basis } }: { readonly purpose: Purpose }) {
  const say = useSay();
  const query = useQuery({ queryKey: [...keys.purposes, id], queryFn: ({ signal }) => calls.purposes.listPurposeTexts({ id }, { signal }) });
  if (query.isPending) return <Lines count={2} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  if (query.data.texts.length > 0) return query.data.texts.map((text) => <Version key={text.id} text={text} />);
  return basis === 'consent' ? <p className="small soft">{say('purpose.noText')}</p> : null;
}

function Version({ text }: { readonly text: PurposeText }) {
  const say = useSay();
  const format = useFormat();
  const { language, version, body, renewsConsent, publishedAt } = text;
  const words = [
    say('purpose.version', { version, language: saidOr(say, `language.${language}`, language) }),
    publishedAt && format.day(dateOf(publishedAt)),
    renewsConsent && say('purpose.renews'),
  ].filter(Boolean);
  return (
    <details className="consent-version">
      <summary className="small">{words.join(' · ')}</summary>
      <blockquote className="consent-text small" lang={language}>
        {body}
      </blockquote>
    </details>
  );
}
