import '@mantine/core/styles/Tooltip.layer.css';
import { Tooltip } from '@mantine/core';
import type { ConsentState } from '@rapport/contracts/client';
import { dateOf, useFormat } from '../i18n/format.js';
import { saidOr, useSay } from '../i18n/text.js';

/** Whether something may be done, why, and since when. */
export function StateMark({ state }: { readonly state: ConsentState }) {
  const say = useSay();
  const format = useFormat();
  const { allowed, reason, advice, since, validUntil } = state;
  return (
    <span className="row row-wrap">
      <Tooltip label={advice} multiline maw={320} openDelay={300}>
        <span className="choice" data-tone={allowed ? 'consent.yes' : reason === 'CONSENT_MISSING' ? 'consent.open' : 'consent.no'}>
          {saidOr(say, `consent.reason.${reason}`, reason)}
        </span>
      </Tooltip>
      {since && <span className="tiny soft">{say('consent.since', { day: format.day(dateOf(since)) })}</span>}
      {validUntil && <span className="tiny soft">{say('consent.until', { day: format.day(dateOf(validUntil)) })}</span>}
    </span>
  );
}
