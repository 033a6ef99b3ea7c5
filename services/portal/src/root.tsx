import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { meQuery, SignedInAs } from './session/me.js';
import { Shell } from './shell/shell.js';
import { Failure } from './states/failure.js';
import { Splash } from './states/loading.js';

const Entrance = lazy(async () => ({ default: (await import('./shell/entrance.js')).Entrance }));

/** Who is there decides what the portal is: an entrance, or a workspace. */
export function Root() {
  const { data: me, error, refetch, isPending } = useQuery(meQuery);
  if (isPending) return <Splash />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!me)
    return (
      <Suspense fallback={<Splash />}>
        <Entrance />
      </Suspense>
    );
  return (
    <SignedInAs value={me}>
      <Shell />
    </SignedInAs>
  );
}
