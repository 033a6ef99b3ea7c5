import { QueryClient } from '@tanstack/react-query';

/** What was read, kept for a while: each further read is written into the audit, so nothing is read twice without need. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 5 * 60_000, retry: false, refetchOnWindowFocus: false },
    mutations: { retry: false, networkMode: 'always' },
  },
});
