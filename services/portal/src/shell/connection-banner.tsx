import { IconCloudOff } from '@tabler/icons-react';
import { useConnectionLost, useWaitingWrites } from '../api/connection.js';
import { useSay } from '../i18n/text.js';

/** Says that Rapport cannot be reached, and what becomes of what was saved meanwhile. */
export function ConnectionBanner() {
  const say = useSay();
  const isLost = useConnectionLost();
  const waiting = useWaitingWrites();
  return (
    <div role="status" className="banner-place">
      {isLost && (
        <p className="banner">
          <IconCloudOff size={16} aria-hidden />
          <span>
            {say('banner.lost')} {waiting > 0 ? say('banner.waiting', { n: waiting }) : say('banner.kept')}
          </span>
        </p>
      )}
    </div>
  );
}
