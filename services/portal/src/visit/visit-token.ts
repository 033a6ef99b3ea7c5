/** The chat that a visitor holds in this tab. */
export interface HeldChat {
  readonly tenant: string;
  readonly token: string;
}

const name = 'rapport.visit';

/** The chat of this tab; a tab that is closed forgets it. */
export function heldChat(): HeldChat | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? 'null') as Partial<HeldChat> | null;
    return kept?.tenant && kept.token ? { tenant: kept.tenant, token: kept.token } : undefined;
  } catch {
    return undefined;
  }
}

/** Holds a chat in this tab, or lets it go. A browser that keeps nothing begins anew with each page. */
export function holdChat(chat: HeldChat | undefined): void {
  try {
    if (chat) sessionStorage.setItem(name, JSON.stringify(chat));
    else sessionStorage.removeItem(name);
  } catch {
    // Frames of strict browsers may refuse.
  }
}
