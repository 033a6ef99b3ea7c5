import '@mantine/core/styles/PillsInput.layer.css';
import '@mantine/core/styles/Pill.layer.css';
import { TagsInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { fieldTroublesOf, isRefusal } from '../api/trouble.js';
import { useSay } from '../i18n/text.js';
import { TagList } from '../look/marks.js';
import { sayTrouble } from '../states/toast.js';
import { mergedTags } from './merged-tags.js';
import { useOpenRecord } from './open-record.js';

/** Free labels, added and removed in place. */
export function TagPanel() {
  const say = useSay();
  const { record, mayChange } = useOpenRecord();
  const { save, shown, trouble } = useTags();
  const tags = record.tags ?? [];
  if (!mayChange && tags.length === 0) return null;
  return (
    <section aria-labelledby="tags">
      <h2 id="tags" className="panel-title">
        {say('field.tags')}
      </h2>
      {mayChange ? (
        <TagsInput
          size="sm"
          aria-labelledby="tags"
          placeholder={shown.length === 0 ? say('field.tagsHint') : ''}
          value={[...shown]}
          error={trouble}
          onChange={save}
        />
      ) : (
        <TagList tags={tags} />
      )}
    </section>
  );
}

function useTags() {
  const client = useQueryClient();
  const { noun, record } = useOpenRecord();
  const keep = (fresh: typeof record) => {
    client.setQueryData(keys.record(noun.name, fresh.id), fresh);
    void client.invalidateQueries({ queryKey: keys.lists(noun.name) });
  };
  const put = (tags: readonly string[], ifMatch: string) => noun.calls.update(record.id, { tags }, ['tags'], { ifMatch });
  const mutation = useMutation({
    mutationFn: async (tags: readonly string[]) => {
      try {
        return await put(tags, record.etag);
      } catch (thrown) {
        if (!isRefusal(thrown, 412)) throw thrown;
        const theirs = await noun.calls.get(record.id, {});
        return put(mergedTags(record.tags ?? [], theirs.tags ?? [], tags), theirs.etag);
      }
    },
    onSuccess: keep,
    onError: (error) => fieldTroublesOf(error).size === 0 && sayTrouble(error),
  });
  const trouble = [...fieldTroublesOf(mutation.error).values()][0];
  return { save: (tags: string[]) => mutation.mutate(tags), shown: mutation.isPending ? mutation.variables : (record.tags ?? []), trouble };
}
