import { Loader, Skeleton, VisuallyHidden } from '@mantine/core';
import { useSay } from '../i18n/text.js';

/** The whole page while it is not known who is there. */
export function Splash() {
  const say = useSay();
  return (
    <div className="splash" role="status">
      <Loader size="sm" type="dots" aria-hidden />
      <VisuallyHidden>{say('state.loading')}</VisuallyHidden>
    </div>
  );
}

/** Lines where something is about to stand. */
export function Lines({ count, height = 18 }: { readonly count: number; readonly height?: number }) {
  const say = useSay();
  return (
    <div className="stack" role="status" aria-busy>
      <VisuallyHidden>{say('state.loading')}</VisuallyHidden>
      {Array.from({ length: count }, (_, at) => (
        <Skeleton key={at} height={height} width={`${92 - ((at * 17) % 40)}%`} radius="sm" aria-hidden />
      ))}
    </div>
  );
}
