import { Alert, Button } from '@mantine/core';
import { IconLinkOff, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useSay } from '../i18n/text.js';
import { Trouble } from '../states/trouble.js';
import { calls } from './consent-calls.js';

/** Walks the chain of all that people said and says whether it is whole. */
export function ConsentChain() {
  const say = useSay();
  const check = useMutation({ mutationFn: () => calls.consents.verifyConsents({}) });
  const { whole, sound = 0n, head = '', brokenSeq = 0n } = check.data ?? {};
  return (
    <section className="chain" aria-live="polite">
      <Button variant="default" size="xs" leftSection={<IconShieldCheck size={16} aria-hidden />} loading={check.isPending} onClick={() => check.mutate()}>
        {say('consent.verify')}
      </Button>
      {check.error && <Trouble error={check.error} />}
      {whole === true && (
        <Alert color="pine" variant="light" icon={<IconShieldCheck size={18} aria-hidden />} title={say('audit.whole')}>
          {say('audit.wholeText', { n: Number(sound) })}
          <div className="tiny">
            {say('audit.head')}: <span className="mono">{head}</span>
          </div>
        </Alert>
      )}
      {whole === false && (
        <Alert color="red" variant="light" icon={<IconLinkOff size={18} aria-hidden />} title={say('audit.broken', { place: Number(brokenSeq) })} role="alert">
          {say('audit.wholeText', { n: Number(sound) })}
        </Alert>
      )}
    </section>
  );
}
