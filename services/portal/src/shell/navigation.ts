import {
  IconBook,
  IconChartDots,
  IconForms,
  IconHandStop,
  IconHome,
  IconLifebuoy,
  IconMail,
  IconMessageCircle,
  IconRoute,
  IconSettings,
  IconShieldCheck,
  IconSparkles,
  IconTargetArrow,
  IconUserCircle,
  type Icon,
} from '@tabler/icons-react';
import type { MessageKey } from '../i18n/text.js';
import { nouns } from '../nouns/nouns.js';
import { may, type Me } from '../session/me.js';

/** A place of the portal that the navigation leads to. */
export interface Place {
  readonly path: `/${string}`;
  readonly label: MessageKey;
  readonly icon: Icon;
  /** One key after the other. */
  readonly keys: string;
  /** Who is led there. */
  readonly isFor: (me: Me) => boolean;
}

/** A customer has another navigation, and another start. */
export const isCustomer = (me: Me) => me.contact_id !== undefined || me.roles.includes('customer');

/** In the order of the navigation. */
const places: readonly Place[] = [
  { path: '/', label: 'nav.home', icon: IconHome, keys: 'g h', isFor: (me) => !isCustomer(me) },
  ...nouns.map(({ name, plural, path, icon, keys }): Place => ({
    path,
    icon,
    keys,
    label: `${name}.many`,
    isFor: (me) => may(me, `${plural}.read`) && !isCustomer(me),
  })),
  { path: '/outbox', label: 'nav.outbox', icon: IconMail, keys: 'g e', isFor: (me) => may(me, 'drafts.read') },
  { path: '/custom-fields', label: 'nav.customFields', icon: IconForms, keys: 'g f', isFor: (me) => may(me, 'custom-fields.write') },
  { path: '/audit', label: 'nav.audit', icon: IconShieldCheck, keys: 'g a', isFor: (me) => me.permissions['audit.read'] === 'tenant' },
  { path: '/purposes', label: 'nav.purposes', icon: IconTargetArrow, keys: 'g o', isFor: (me) => may(me, 'purposes.write') },
  { path: '/scoring', label: 'nav.scoring', icon: IconChartDots, keys: 'g u', isFor: (me) => may(me, 'scoring-models.write') },
  { path: '/pipelines', label: 'nav.pipelines', icon: IconRoute, keys: 'g i', isFor: (me) => may(me, 'pipelines.write') },
  { path: '/desk-settings', label: 'nav.deskSettings', icon: IconSettings, keys: 'g v', isFor: (me) => may(me, 'desk-settings.write') },
  { path: '/ai', label: 'nav.ai', icon: IconSparkles, keys: 'g y', isFor: (me) => may(me, 'ai-ledger.read') && !isCustomer(me) },
  { path: '/own', label: 'nav.own', icon: IconUserCircle, keys: 'g m', isFor: isCustomer },
  { path: '/chat', label: 'nav.chat', icon: IconMessageCircle, keys: 'g w', isFor: (me) => isCustomer(me) && may(me, 'chats.begin') },
  { path: '/own/cases', label: 'nav.ownCases', icon: IconLifebuoy, keys: 'g t', isFor: isCustomer },
  { path: '/help', label: 'nav.help', icon: IconBook, keys: 'g k', isFor: isCustomer },
  { path: '/consents', label: 'nav.consents', icon: IconHandStop, keys: 'g s', isFor: isCustomer },
];

export function placesOf(me: Me): readonly Place[] {
  return places.filter(({ isFor }) => isFor(me));
}
