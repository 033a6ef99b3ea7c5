import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { Injectable } from '@nestjs/common';
import type { CallContext } from '@rapport/kernel';
import { Erasures, UnitOfWork } from '@rapport/persistence';
import { LeadEraser } from '../store/lead.eraser.js';

/** Erases a lead, and has it noted outside of the database. */
@Injectable()
export class LeadErasing {
  constructor(
    private readonly work: UnitOfWork,
    private readonly eraser: LeadEraser,
    private readonly erasures: Erasures,
  ) {}

  erase(call: CallContext, id: string) {
    const erased = this.work.run(call, async (tx) => {
      await this.eraser.erase(tx, id);
      return { id, erasedAt: timestampFromDate(tx.now) };
    });
    // Also after a refusal: whoever asks again for what is erased already may be asking because it was not noted.
    return erased.finally(() => this.erasures.settle());
  }
}
