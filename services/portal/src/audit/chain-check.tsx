import { stepTaken } from '../home/steps.js';
import { Alert, Button } from '@mantine/core';
import { IconLinkOff, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { auditCalls } from './audit-calls.js';
import { useSay } from '../i18n/text.js';
import { Trouble } from '../states/trouble.js';

/** Walks the audit's chain and says whether it is whole. */
export function ChainCheck() {
  const say = useSay();
  const check = useMutation({ mutationFn: () => auditCalls.verifyAudit({}), onSuccess: () => stepTaken('chain') });
  return (
    <section className="chain" aria-live="polite">
      <Button variant="default" size="xs" leftSection={<IconShieldCheck size={16} />} loading={check.isPending} onClick={() => check.mutate()}>
        {say('audit.verify')}
      </Button>
      {check.error && <Trouble error={check.error} />}
      {check.data?.whole === true && (
        <Alert color="pine" variant="light" icon={<IconShieldCheck size={18} />} title={say('audit.whole')}>
          {say('audit.wholeText', { n: Number(check.data.entries) })}
          <div className="tiny">
            {say('audit.head')}: <span className="mono">{check.data.head}</span>
          </div>
        </Alert>
      )}
      {check.data?.whole === false && (
        <Alert color="red" variant="light" icon={<IconLinkOff size={18} />} title={say('audit.broken', { place: check.data.brokenAt })} role="alert">
          {say('audit.wholeText', { n: Number(check.data.entries) })}
        </Alert>
      )}
    </section>
  );
}
