import { Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from '@rapport/config';
import { Clock } from '@rapport/kernel';
import { RpcCaller } from '@rapport/messaging';
import { Erasures, FileStore, JobQueue, RecordParts, UnitOfWork } from '@rapport/persistence';
import type { Service } from './service.js';
import { ServiceBackground } from './service-background.js';

/** What the frame gives to every service's classes. */
export interface Given {
  readonly work: UnitOfWork;
  readonly parts: RecordParts;
  readonly jobs: JobQueue;
  readonly background: ServiceBackground;
  readonly erasures: Erasures;
  readonly files: FileStore;
  readonly rpc: RpcCaller;
  readonly clock: Clock;
  readonly settings: Settings;
}

/** Under this name a service's classes are given the settings of the installation. */
export const settingsToken = 'settings';

@Module({})
class ServiceHouse {}

/** A service's Nest module: its doors, its own classes, and what the frame gives. */
export function serviceModule({ doors, ears, jobs, upkeep, demo, providers }: Service, given: Given): DynamicModule {
  return {
    module: ServiceHouse,
    controllers: [...doors],
    providers: [
      ...providers,
      ...ears,
      ...(jobs ?? []),
      ...(upkeep ?? []),
      ...(demo ? [demo] : []),
      { provide: UnitOfWork, useValue: given.work },
      { provide: RecordParts, useValue: given.parts },
      { provide: JobQueue, useValue: given.jobs },
      { provide: ServiceBackground, useValue: given.background },
      { provide: Erasures, useValue: given.erasures },
      { provide: FileStore, useValue: given.files },
      { provide: RpcCaller, useValue: given.rpc },
      { provide: settingsToken, useValue: given.settings },
      { provide: Clock, useValue: given.clock },
    ],
  };
}
