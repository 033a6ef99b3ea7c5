import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import { Checkbox, TextInput } from '@mantine/core';
import { DealSchema } from '@rapport/contracts/client';
import { useMemo, useState } from 'react';
import { contractField } from '../fields/field.js';
import { FieldInput } from '../fields/field-input.js';
import { useSay } from '../i18n/text.js';
import { derivedField } from '../nouns/derived-field.js';
import type { Money } from '../nouns/noun.js';
import { AnswerForm } from './answer-form.js';
import type { SaidConversion } from './question.js';

interface ConversionDialogProps {
  readonly title: string;
  readonly answer: (said: SaidConversion) => void;
  readonly leave: () => void;
}

/** Asks how a lead shall become a customer. */
export function ConversionDialog({ title, answer, leave }: ConversionDialogProps) {
  const say = useSay();
  const [withDeal, setWithDeal] = useState(true);
  const [dealTitle, setDealTitle] = useState(title);
  const [money, setMoney] = useState<Money>();
  const amount = useMemo(() => contractField(derivedField(DealSchema, { name: 'amount_minor', currency: 'currency' }), say, { schema: DealSchema }), [say]);
  const missing = new Map(withDeal && dealTitle.trim() === '' ? [['/title', say('field.required')]] : []);
  const said = () =>
    answer({ withoutDeal: !withDeal, dealTitle: withDeal ? dealTitle : '', amountMinor: BigInt(money?.minor ?? 0), currency: money?.currency ?? '' });
  return (
    <AnswerForm title={say('convert.title')} action={say('convert.action')} missing={missing} answer={said} leave={leave}>
      {(troubles) => (
        <>
          <p className="small soft">{say('convert.text')}</p>
          <Checkbox label={say('convert.withDeal')} checked={withDeal} onChange={(event) => setWithDeal(event.currentTarget.checked)} />
          {withDeal && (
            <>
              <TextInput
                label={say('field.title')}
                required
                error={troubles.get('/title')}
                value={dealTitle}
                onChange={(event) => setDealTitle(event.currentTarget.value)}
                data-autofocus
              />
              <FieldInput field={amount} value={money} onChange={(value) => setMoney(value as Money | undefined)} troubles={troubles} />
            </>
          )}
        </>
      )}
    </AnswerForm>
  );
}
