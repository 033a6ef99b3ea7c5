import { Network } from '@rapport/contracts/client';

/** Messengers and social networks by the names that they give themselves. */
export const networks: readonly { readonly value: Network; readonly label: string }[] = [
  { value: Network.TELEGRAM, label: 'Telegram' },
  { value: Network.WHATSAPP, label: 'WhatsApp' },
  { value: Network.VK, label: 'VK' },
  { value: Network.MAX, label: 'MAX' },
  { value: Network.VIBER, label: 'Viber' },
  { value: Network.OTHER, label: '…' },
];

export function networkOf(value: Network): (typeof networks)[number] | undefined {
  return networks.find((network) => network.value === value);
}
