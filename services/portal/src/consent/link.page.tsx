import '../look/consent.css';
import '../look/entrance.css';
import { Button } from '@mantine/core';
import { IconCircleCheck, IconMail, IconUnlink } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocale } from '../i18n/locale.js';
import { saidOr, useSay } from '../i18n/text.js';
import { LanguageSwitch } from '../shell/preferences.js';
import { useTitle } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { Trouble } from '../states/trouble.js';
import { calls } from './consent-calls.js';

/** Where the link of a message leads: asks first, since programs open links too, and needs no sign-in. */
export function LinkPage() {
  const say = useSay();
  const locale = useLocale();
  useTitle(say('link.title'));
  const search = new URLSearchParams(window.location.search);
  const link = { tenant: search.get('tenant') ?? '', token: search.get('token') ?? '' };
  const query = useQuery({ queryKey: ['link', link.token, locale], queryFn: ({ signal }) => calls.links.lookAtLink(link, { signal }), retry: false });
  const follow = useMutation({
    mutationFn: () => (query.data?.kind === 'confirm' ? calls.links.confirmConsent(link) : calls.links.unsubscribe(link)),
  });
  const { kind = '', purpose = '', channel = '', done = false } = follow.data ?? query.data ?? {};
  const about = { purpose, channel: saidOr(say, `consent.channel.${channel}`, channel) };
  return (
    <main className="link-page">
      <header className="entrance-top">
        <span className="brand">
          <img src="/icon.svg" alt="" /> Rapport
        </span>
        <LanguageSwitch short />
      </header>
      <h1>{say('link.title')}</h1>
      {query.isPending && <Lines count={3} />}
      {query.isError &&
        (query.error.name === 'ProblemError' ? (
          <BrokenLink error={query.error} isWhole={link.token !== ''} />
        ) : (
          <Failure error={query.error} retry={() => void query.refetch()} />
        ))}
      {query.isSuccess && done && (
        <State
          icon={IconCircleCheck}
          title={say(kind === 'confirm' ? 'link.confirmed' : 'link.unsubscribed')}
          text={say('link.doneText', about)}
          role="status"
        />
      )}
      {query.isSuccess && !done && (
        <State icon={IconMail} title={say(kind === 'confirm' ? 'link.confirm' : 'link.unsubscribe')} text={say('link.about', about)}>
          <Button loading={follow.isPending} onClick={() => follow.mutate()}>
            {say(kind === 'confirm' ? 'link.confirmNow' : 'link.unsubscribeNow')}
          </Button>
        </State>
      )}
      {follow.error && <Trouble error={follow.error} />}
    </main>
  );
}

/** A link that mail programs cut in two is the commonest trouble, and no fault of whoever follows it. */
function BrokenLink({ error, isWhole }: { readonly error: unknown; readonly isWhole: boolean }) {
  const say = useSay();
  if (isWhole) return <Trouble error={error} />;
  return <State icon={IconUnlink} title={say('link.cut')} text={say('link.cutText')} role="alert" />;
}
