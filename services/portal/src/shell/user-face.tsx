import { IconChevronDown } from '@tabler/icons-react';
import { Face } from '../look/face.js';
import { useColleagues } from '../session/colleagues.js';
import { useMe } from '../session/me.js';

/** Who is here. */
export function UserFace() {
  const me = useMe();
  const { nameOf } = useColleagues();
  const name = nameOf(me.id) ?? me.username ?? me.id;
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
