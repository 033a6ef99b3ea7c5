import { Injectable } from '@nestjs/common';
import { ContactErasedSchema } from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';
import type { Eraser } from '@rapport/runtime';
import { ContactStore } from './contact.store.js';
import { TraceStore } from './trace.store.js';

/** Destroys all that is known of a person, and says so to whoever else knows of them. */
@Injectable()
export class ContactEraser implements Eraser {
  constructor(
    private readonly contacts: ContactStore,
    private readonly traces: TraceStore,
  ) {}

  async erase(tx: Tx, id: string): Promise<void> {
    await this.contacts.erase(tx, id);
    await this.traces.erase(tx, id);
    tx.say(ContactErasedSchema, { contactId: id });
  }
}
