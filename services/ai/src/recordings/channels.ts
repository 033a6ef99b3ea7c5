import type { CallRow } from '../store/call.store.js';

/** Which channel is the colleague's, from 0; nothing where one channel holds both. */
export function colleagueChannelOf({ channels, colleagueChannel }: Pick<CallRow, 'channels' | 'colleagueChannel'>): number | undefined {
  return channels === 2 ? (colleagueChannel || 1) - 1 : undefined;
}
