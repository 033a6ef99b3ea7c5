import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { CallCreatedSchema, CallDirection, CallState } from '@rapport/contracts';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import type { CallContext } from '@rapport/kernel';
import { pieceBytes, UnitOfWork } from '@rapport/persistence';
import type { Demo, DemoTenant } from '@rapport/runtime';
import { CallWork } from './api/call.work.js';
import { Recordings } from './recordings/recordings.js';
import { CallStore } from './store/call.store.js';

const dayMs = 86_400_000;
const spoken = [
  { name: 'renewal', direction: CallDirection.OUTBOUND, daysAgo: 2 },
  { name: 'delivery', direction: CallDirection.INBOUND, daysAgo: 1 },
] as const;

/** Two recorded calls in a tenant of the full demo, spoken by a synthesised voice; they are transcribed as any other, which takes the processor for some seconds. */
@Injectable()
export class AiDemo implements Demo {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calls: CallStore,
    private readonly recordings: Recordings,
    private readonly doing: CallWork,
  ) {}

  async seed(call: CallContext, { people, ownerId, teamId, crowd }: DemoTenant): Promise<boolean> {
    if (!crowd) return false;
    const request = { pageSize: 1, pageToken: '', filter: '', orderBy: '', fields: '', showDeleted: true, count: false };
    const there = await this.work.read(call, (tx) => this.calls.page(tx, request));
    if (there.records.length > 0 || people.length === 0) return false;
    for (const [at, { name, direction, daysAgo }] of spoken.entries()) {
      const contactId = people[at % people.length]!.id;
      const recording = await readFile(new URL(`../eval/speech/${name}.wav`, import.meta.url));
      const id = await this.work.run(call, async (tx) => {
        const startedAt = new Date(tx.now.getTime() - daysAgo * dayMs);
        const draft = {
          contactId,
          direction,
          startedAt,
          timeZone: 'Europe/Moscow',
          language: 'en',
          colleagueChannel: 1,
          ownerId,
          teamId,
          state: CallState.UPLOADING,
        };
        const noted = await this.calls.insert(tx, draft);
        const words = CallDirection[direction].toLowerCase();
        tx.say(CallCreatedSchema, { callId: noted.id, contactId, direction: words, startedAt: timestampFromDate(startedAt) }, { owner: ownerId, team: teamId });
        await this.recordings.begin(tx, noted.id, recording.length);
        return noted.id;
      });
      for (let offset = 0; offset < recording.length; offset += pieceBytes)
        await this.recordings.put(call, id, { offset, sha256: '', content: recording.subarray(offset, offset + pieceBytes) });
      await this.work.run(call, (tx) => this.doing.complete(tx, id));
    }
    return true;
  }
}
