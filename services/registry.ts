import { accounts } from '@rapport/accounts';
import { ai } from '@rapport/ai';
import { consent } from '@rapport/consent';
import type { Service } from '@rapport/runtime';
import { sales } from '@rapport/sales';
import { serviceDesk } from '@rapport/service-desk';

/** Every service that answers on the broker. The gateway is the door before them. */
export const registry: readonly Service[] = [accounts, consent, sales, serviceDesk, ai];
