import { Button } from '@mantine/core';
import type { ConsentReceipt } from '@rapport/contracts/client';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { portalFetch } from '../api/api.js';
import { keys } from '../api/keys.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { useLocale } from '../i18n/locale.js';
import { saidOr, useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { sayTrouble } from '../states/toast.js';
import { calls } from './consent-calls.js';

/** What a person can keep as proof of what they said. */
export function ReceiptDialog({ id, close }: { readonly id: string; readonly close: () => void }) {
  const say = useSay();
  const locale = useLocale();
  const query = useQuery({ queryKey: [...keys.receipts, id, locale], queryFn: ({ signal }) => calls.consents.getReceipt({ id }, { signal }) });
  return (
    <Dialog title={say('consent.receipt')} size="lg" close={close}>
      {query.isPending && <Lines count={6} />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} slim />}
      {query.isSuccess && <Receipt receipt={query.data} />}
      <div className="row dialog-foot">
        <Button variant="default" onClick={close}>
          {say('action.close')}
        </Button>
        <Button leftSection={<IconDownload size={16} aria-hidden />} disabled={!query.isSuccess} onClick={() => void download(id).catch(sayTrouble)}>
          {say('consent.download')}
        </Button>
      </div>
    </Dialog>
  );
}

function Receipt({ receipt }: { readonly receipt: ConsentReceipt }) {
  const say = useSay();
  const format = useFormat();
  const { consent, purposeName, purposeDescription, text, textDigest, controller, howToWithdraw } = receipt;
  const { action = '', channel = '', way = '', id = '', hash = '', language = '', textVersion = 0, occurredAt } = consent ?? {};
  const rows: readonly (readonly [string, string])[] = [
    [say('consent.receipt.what'), saidOr(say, `consent.action.${action}`, action)],
    [say('consent.receipt.purpose'), [purposeName, purposeDescription].filter(Boolean).join('. ')],
    [say('consent.receipt.channel'), channel === 'none' ? '' : saidOr(say, `consent.channel.${channel}`, channel)],
    [say('consent.receipt.when'), occurredAt ? format.exactly(dateOf(occurredAt)) : ''],
    [say('consent.receipt.way'), saidOr(say, `consent.way.${way}`, way)],
    [say('consent.receipt.controller'), controller],
    [say('consent.receipt.number'), id],
    [say('consent.receipt.hash'), hash],
  ];
  return (
    <>
      <div className="fields">
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} className="field">
              <span className="field-label">{label}</span>
              <span className="receipt-value">{value}</span>
            </div>
          ))}
      </div>
      {text && (
        <figure className="consent-text">
          <figcaption className="tiny soft">{say('consent.receipt.text', { version: textVersion, language })}</figcaption>
          <blockquote lang={language}>{text}</blockquote>
          <span className="tiny soft">
            SHA-256: <span className="mono">{textDigest}</span>
          </span>
        </figure>
      )}
      <p className="small soft">{howToWithdraw}</p>
    </>
  );
}

/** The receipt as the API gives it: what a program can read is also what a person can keep. */
async function download(id: string): Promise<void> {
  const response = await portalFetch(`/v1/consents/${id}/receipt`);
  if (!response.ok) throw new Error(String(response.status));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(await response.json(), undefined, 2)], { type: 'application/json' }));
  link.download = `receipt-${id}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
