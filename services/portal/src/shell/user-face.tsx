import { IconChevronDown } from '@tabler/icons-react';
import { Face } from '../look/face.js';
import { useMe } from '../session/me.js';
import { useOwnName } from './own-name.js';

/** Who is here. */
export function UserFace() {
  const me = useMe();
  const name = useOwnName();
  return (
    <>
      <Face name={name} />
      <span className="user-words">
        <span className="small">{name}</span>
        <span className="tiny soft">{me.tenant}</span>
      </span>
      <IconChevronDown size={14} aria-hidden />
    </>
  );
}
