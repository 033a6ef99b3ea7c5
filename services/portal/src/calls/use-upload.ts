import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { keys } from '../api/keys.js';
import { noteCall, uploadRecording } from './upload.js';

/** A recording on its way to the server. */
export interface Upload {
  readonly name: string;
  readonly sent: number;
  readonly size: number;
  readonly isPaused: boolean;
  readonly error?: unknown;
}

/** Uploads one recording at a time, with pause and resume; a broken line pauses it too. */
export function useUpload(contactId: string) {
  const client = useQueryClient();
  const [upload, setUpload] = useState<Upload>();
  const file = useRef<File>(undefined);
  const callId = useRef('');
  const stop = useRef<AbortController>(undefined);

  async function go(): Promise<void> {
    const sending = file.current!;
    stop.current = new AbortController();
    setUpload((now) => ({ sent: 0, ...now, name: sending.name, size: sending.size, isPaused: false, error: undefined }));
    try {
      callId.current ||= await noteCall(contactId, sending);
      await uploadRecording(callId.current, sending, ({ sent }) => setUpload((now) => now && { ...now, sent }), stop.current.signal);
      setUpload(undefined);
    } catch (error) {
      const isMeant = stop.current.signal.aborted;
      setUpload((now) => now && { ...now, isPaused: true, ...(!isMeant && { error }) });
    }
    await client.invalidateQueries({ queryKey: keys.calls(contactId) });
  }

  return {
    upload,
    begin: (chosen: File) => {
      file.current = chosen;
      callId.current = '';
      void go();
    },
    pause: () => stop.current?.abort(),
    resume: () => void go(),
  };
}
