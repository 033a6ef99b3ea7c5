import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { meQuery, readMe, useMe } from './me.js';
import { announceSessionBack, useSessionOver } from './session-over.js';
import { signedInChannel } from './sign-in.js';

/** Whether the session is over. Once the same person signed in again in another window, everything here goes on where it was; for anybody else the page begins anew. */
export function useSignInAgain(): boolean {
  const isOver = useSessionOver();
  const client = useQueryClient();
  const { id } = useMe();
  useEffect(() => {
    if (!isOver) return undefined;
    const stop = new AbortController();
    const goOn = async () => {
      const now = await readMe(stop);
      if (now === null) return;
      if (now.id !== id) return window.location.reload();
      announceSessionBack();
      return client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
    };
    const channel = new BroadcastChannel(signedInChannel);
    channel.onmessage = () => void goOn().catch(() => undefined);
    return () => {
      stop.abort();
      channel.close();
    };
  }, [isOver, client, id]);
  return isOver;
}
