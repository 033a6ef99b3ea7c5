import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { minorPlaces } from '../i18n/format.js';
import { useLocale } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import type { Money } from '../nouns/noun.js';
import type { OneLineProps } from './field-input.js';

const currencies = ['RUB', 'USD', 'EUR', 'CNY', 'KZT', 'BYN', 'GBP', 'TRY', 'AED'];

/** An amount and its currency. What is typed stays as it is typed. */
export function MoneyInput({ value, onChange, shared }: OneLineProps) {
  const say = useSay();
  const locale = useLocale();
  const money = value as Money | undefined;
  const usual = locale === 'ru' ? 'RUB' : 'USD';
  const [currency, setCurrency] = useState(money?.currency || usual);
  const [typed, setTyped] = useState(() => (money ? String(money.minor / 10 ** minorPlaces(money.currency)) : ''));
  const put = (text: string, inCurrency: string) => {
    const amount = Number(text.replace(/\s/g, '').replace(',', '.'));
    onChange(text.trim() === '' || Number.isNaN(amount) ? undefined : { minor: Math.round(amount * 10 ** minorPlaces(inCurrency)), currency: inCurrency });
  };
  const type = (text: string) => {
    setTyped(text);
    put(text, currency);
  };
  const choose = (next: string | null) => {
    if (!next) return;
    setCurrency(next);
    put(typed, next);
  };
  return (
    <div className="row money-input">
      <TextInput {...shared} className="grow" inputMode="decimal" autoComplete="off" value={typed} onChange={(event) => type(event.currentTarget.value)} />
      <Select
        size="sm"
        className="currency"
        aria-label={say('field.currency')}
        allowDeselect={false}
        data={currencies.includes(currency) ? currencies : [currency, ...currencies]}
        value={currency}
        onChange={choose}
      />
    </div>
  );
}
