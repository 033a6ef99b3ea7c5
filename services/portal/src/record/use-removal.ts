import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import type { NounRecord } from '../nouns/noun.js';
import { offerUndo, sayDone, sayTrouble } from '../states/toast.js';
import { useOpenRecord } from './open-record.js';

/** Deletes the open record and offers to undo it; brings it back. */
export function useRemoval(): { readonly remove: () => Promise<void>; readonly restore: () => Promise<void> } {
  const say = useSay();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { noun, record } = useOpenRecord();
  const title = noun.titleOf(record);
  const keep = (fresh: NounRecord) => {
    client.setQueryData(keys.record(noun.name, fresh.id), fresh);
    void client.invalidateQueries({ queryKey: keys.lists(noun.name) });
  };
  const restore = async () => {
    keep(await noun.calls.restore(record.id));
    sayDone(say(`${noun.name}.restored`, { title }));
  };
  const remove = async () => {
    keep(await noun.calls.remove(record.id, record.etag));
    await navigate({ to: noun.path });
    offerUndo(say(`${noun.name}.deleted`, { title }), () => void restore().catch(sayTrouble));
  };
  return { remove: () => remove().catch(sayTrouble), restore: () => restore().catch(sayTrouble) };
}
