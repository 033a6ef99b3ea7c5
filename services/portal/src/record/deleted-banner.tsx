import { Alert, Button } from '@mantine/core';
import { useSay } from '../i18n/text.js';
import { useOpenRecord } from './open-record.js';
import { useRemoval } from './use-removal.js';

/** Says that the record was deleted, and brings it back for those who may. */
export function DeletedBanner() {
  const say = useSay();
  const { mayDelete } = useOpenRecord();
  const { restore } = useRemoval();
  return (
    <Alert color="yellow" variant="light" mb="md" role="status">
      <span className="row">
        {say('record.deletedBanner')}
        {mayDelete && (
          <Button size="compact-sm" variant="default" onClick={() => void restore()}>
            {say('record.restore')}
          </Button>
        )}
      </span>
    </Alert>
  );
}
