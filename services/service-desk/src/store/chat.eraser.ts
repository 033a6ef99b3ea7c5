import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import type { Eraser } from '@rapport/runtime';
import { ChatMessageStore } from './chat-message.store.js';
import { ChatStore } from './chat.store.js';

/** Destroys chats: their keys, and what was sealed with them. */
@Injectable()
export class ChatEraser implements Eraser {
  constructor(
    private readonly chats: ChatStore,
    private readonly messages: ChatMessageStore,
  ) {}

  async erase(tx: Tx, id: string): Promise<void> {
    await this.chats.shred(tx, id);
    await this.messages.forget(tx, id);
    await this.chats.forget(tx, id);
  }

  /** Destroys all chats of a person. */
  async eraseOf(tx: Tx, contactId: string): Promise<void> {
    for (const id of await this.chats.idsOf(tx, contactId)) await this.erase(tx, id);
  }
}
