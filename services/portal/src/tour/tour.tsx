import './tour.css';
import { Button, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { runCommand } from '../command/commands.js';
import { useLocale } from '../i18n/locale.js';
import { said } from '../i18n/message.js';
import { useMe } from '../session/me.js';
import { tourSteps, tourTexts } from './texts.js';
import { exampleQuery, pathOf, whoElse } from './tour-links.js';
import { goOnTour, useTourStep } from './tour-place.js';

const nothingYet = { contactId: '', callId: '', dealId: '' };

/** Leads a newcomer through what Rapport is for; stays beside whatever page they go to. */
export function Tour() {
  const me = useMe();
  const locale = useLocale();
  const navigate = useNavigate();
  const { data: example = nothingYet } = useQuery(exampleQuery(me));
  const at = Math.min(tourSteps.length - 1, Math.max(0, useTourStep() ?? 0));
  const step = tourSteps[at]!;
  const words = tourTexts[locale === 'ru' ? 'ru' : 'en'];
  const who = whoElse(me, step);
  const show = () => {
    const path = pathOf(step, example);
    if (path) void navigate({ to: path });
    else if (step === 'ask') runCommand('ask');
    else window.open(`/visit?${new URLSearchParams({ tenant: me.tenant, language: locale })}`, '_blank');
  };
  return (
    <aside className="tour" aria-labelledby="tour">
      <div className="row">
        <span className="tiny soft">
          {words.title} · <span className="tabular">{said(words.count, locale, { at: at + 1, all: tourSteps.length })}</span>
        </span>
        <CloseButton className="push" size="sm" aria-label={words.end} onClick={() => goOnTour(undefined)} />
      </div>
      <div aria-live="polite">
        <h2 id="tour" className="panel-title">
          {words[`${step}.title`]}
        </h2>
        <p className="small">{words[`${step}.text`]}</p>
        {who && <p className="tiny soft">{said(words.other, locale, { who })}</p>}
      </div>
      <div className="row">
        {!who && (
          <Button size="xs" onClick={show}>
            {words.go}
          </Button>
        )}
        <Button className="push" size="xs" variant="default" disabled={at === 0} onClick={() => goOnTour(at - 1)}>
          {words.back}
        </Button>
        <Button size="xs" variant="default" onClick={() => goOnTour(at + 1 < tourSteps.length ? at + 1 : undefined)}>
          {at + 1 < tourSteps.length ? words.next : words.end}
        </Button>
      </div>
    </aside>
  );
}
