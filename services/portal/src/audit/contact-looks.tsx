import { auditCalls } from './audit-calls.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import { AuditList } from './audit-list.js';

/** Who looked at and changed one customer. */
export function ContactLooks({ id, emptyText = 'audit.empty.text' }: { readonly id: string; readonly emptyText?: MessageKey }) {
  const say = useSay();
  return (
    <AuditList
      name={['contact', id]}
      page={(pageToken, signal) => auditCalls.listContactAudit({ id, pageToken }, { signal })}
      emptyText={say(emptyText)}
      ofOne
    />
  );
}
