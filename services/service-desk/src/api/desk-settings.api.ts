import { DeskSettingsSchema, DeskSettingsService, plain, wire, type GetDeskSettingsRequest, type PutDeskSettingsRequest } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { DeskSettingsStore } from '../store/desk-settings.store.js';

@Serves(DeskSettingsService)
export class DeskSettingsApi implements Serving<typeof DeskSettingsService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: DeskSettingsStore,
  ) {}

  getDeskSettings(call: CallContext, _: GetDeskSettingsRequest) {
    return this.work.read(call, async (tx) => wire(DeskSettingsSchema, await this.settings.get(tx)));
  }

  putDeskSettings(call: CallContext, { settings }: PutDeskSettingsRequest) {
    const { visitorSites, ...others } = plain(DeskSettingsSchema, settings!);
    const wanted = { ...others, visitorSites: [...new Set(visitorSites.map((site) => new URL(site).origin))] };
    return this.work.run(call, async (tx) => {
      await this.settings.put(tx, wanted);
      tx.audit({ action: 'update', noun: 'desk-settings', ids: [] });
      return wire(DeskSettingsSchema, wanted);
    });
  }
}
