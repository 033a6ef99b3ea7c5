import { instantOf } from '../i18n/format.js';
import { calls } from './calls-of.js';

/** How far an upload is. */
export interface UploadProgress {
  readonly callId: string;
  readonly sent: number;
  readonly size: number;
}

/** Notes a call held with somebody; its recording follows. A recording says when it was made by the time of its file. */
export async function noteCall(contactId: string, file: File): Promise<string> {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { id } = await calls.calls.createCall({ call: { contactId, startedAt: instantOf(new Date(file.lastModified)), timeZone } });
  return id;
}

/** Uploads what is still missing of a recording, part by part, and completes it. Aborted, it can be gone on with: parts that arrived are not sent again. */
export async function uploadRecording(callId: string, file: File, tell: (progress: UploadProgress) => void, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { missing, partBytes, received, whole } = await calls.calls.beginRecording({ id: callId, size: file.size }, { signal });
    if (whole) return;
    let sent = received;
    tell({ callId, sent, size: file.size });
    for (const offset of missing) {
      const content = new Uint8Array(await file.slice(offset, offset + partBytes).arrayBuffer());
      await calls.calls.putRecordingPart({ id: callId, offset, sha256: await sha256(content), content }, { signal });
      sent += content.length;
      tell({ callId, sent, size: file.size });
    }
    if (sent >= file.size) break;
  }
  await calls.calls.completeRecording({ id: callId }, { signal });
}

/** Browsers have it on secure pages only; without it the part goes unchecked. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!globalThis.crypto.subtle) return '';
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
