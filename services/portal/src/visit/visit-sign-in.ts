import { heldChat, holdChat, type HeldChat } from './visit-token.js';
import type { VisitLanguage } from './words.js';

const asking = 'rapport-chat-which';
/** So long the new window waits for the chat to answer. */
const patienceMs = 10_000;

/** The sign-in, from where the portal's chat goes on with the conversation of this tab. */
function goToSignIn(language: VisitLanguage): void {
  location.assign(`/auth/login?return_to=${encodeURIComponent('/chat')}&ui_locales=${language}`);
}

/**
 * Signs in and goes on there. In a frame of another site that happens in a window of our own: what a frame keeps is hidden from it,
 * so the frame tells it the chat when it asks, and nobody else; no address ever holds the token.
 */
export function handToWindow({ tenant, language, isFramed }: { readonly tenant: string; readonly language: VisitLanguage; readonly isFramed: boolean }): void {
  if (!isFramed) return goToSignIn(language);
  const opened = window.open(`/visit?${new URLSearchParams({ tenant, language, step: 'sign-in' })}`, '_blank');
  const answer = ({ source, origin, data }: MessageEvent) => {
    if (source === opened && origin === location.origin && data === asking) opened?.postMessage(heldChat(), location.origin);
  };
  window.addEventListener('message', answer);
  setTimeout(() => window.removeEventListener('message', answer), 60_000);
}

/** In the new window: asks the chat that opened it which it is, keeps it here, and goes to the sign-in. */
export async function takeFromOpener(language: VisitLanguage): Promise<void> {
  const opener = window.opener as Window | null;
  if (!opener) throw new Error('opened by nobody');
  const held = await new Promise<HeldChat | null>((resolve, reject) => {
    window.addEventListener('message', ({ source, origin, data }: MessageEvent<HeldChat | null>) => {
      if (source === opener && origin === location.origin) resolve(data);
    });
    setTimeout(() => reject(new Error('no answer')), patienceMs);
    opener.postMessage(asking, location.origin);
  });
  if (!held) throw new Error('no chat');
  holdChat(held);
  goToSignIn(language);
}
