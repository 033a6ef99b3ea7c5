import { useSay } from '../i18n/text.js';

/** The trace id to quote when reporting, where there is one. */
export function TraceLine({ traceId }: { readonly traceId: string | undefined }) {
  const say = useSay();
  if (!traceId) return null;
  return (
    <span className="tiny trace">
      {say('state.trace')}: <span className="mono">{traceId}</span>
    </span>
  );
}
