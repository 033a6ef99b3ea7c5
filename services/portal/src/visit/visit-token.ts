/** The chat that a visitor holds in this tab. */
export interface HeldChat {
  readonly tenant: string;
  readonly token: string;
}

const name = 'rapport.visit';
/** The same for this page alone: browsers may let a frame of another site keep nothing. */
let here: HeldChat | undefined;

/** The chat of this tab; a tab that is closed forgets it. */
export function heldChat(): HeldChat | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? 'null') as Partial<HeldChat> | null;
    return kept?.tenant && kept.token ? { tenant: kept.tenant, token: kept.token } : undefined;
  } catch {
    return here;
  }
}

/** Holds a chat in this tab, or lets it go. Where the browser keeps nothing, each page begins anew. */
export function holdChat(chat: HeldChat | undefined): void {
  here = chat;
  try {
    if (chat) sessionStorage.setItem(name, JSON.stringify(chat));
    else sessionStorage.removeItem(name);
  } catch {
    // This page still knows it.
  }
}
