import {
  ArticleService,
  CaseMessageService,
  CaseService,
  CaseSortingService,
  ChatService,
  DeskSettingsService,
  PublishedArticleService,
  VisitorChatService,
} from '@rapport/contracts';
import type { TenantId } from '@rapport/kernel';
import { serviceCall } from '@rapport/runtime';
import { openHouse, type OpenHouse, type Visitor as VisitorOf } from '@rapport/runtime/testing';
import { openRealParts } from '@rapport/testing';
import { serviceDesk } from '../index.js';

const doors = {
  articles: ArticleService,
  published: PublishedArticleService,
  cases: CaseService,
  messages: CaseMessageService,
  sortings: CaseSortingService,
  chats: ChatService,
  visitors: VisitorChatService,
  settings: DeskSettingsService,
} as const;

/** Somebody at the front door of the service desk. */
export type Visitor = VisitorOf<typeof doors>;

/** The service desk at work. */
export interface OpenDesk extends OpenHouse<typeof doors> {
  /** Lets the installation know a person, as the customer base does: with a key of their own. */
  meet(contactId: string, tenant?: string): Promise<void>;
}

/** Opens the service as an installation does, on the real parts where the environment names them. */
export async function openDesk(): Promise<OpenDesk> {
  const house = await openHouse([serviceDesk], doors, await openRealParts());
  const { work } = house.running[0]!;
  return {
    ...house,
    meet: (contactId, tenant = 'acme') =>
      work.run(serviceCall('service-desk', 'rig/meet', tenant as TenantId), async (tx) => (await house.installation.keyring.create(tx, contactId)).release()),
  };
}
