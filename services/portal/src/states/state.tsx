import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface StateProps {
  readonly icon: Icon;
  readonly title: string;
  readonly text: ReactNode;
  /** What can be done about it. */
  readonly children?: ReactNode;
  readonly slim?: boolean;
  readonly role?: 'alert' | 'status';
}

/** A page or part that has nothing to show, and says why and what to do. */
export function State({ icon: Sign, title, text, children, slim = false, role }: StateProps) {
  return (
    <div className={slim ? 'state state-slim' : 'state'} role={role}>
      <span className="state-icon" aria-hidden>
        <Sign size={20} stroke={1.6} />
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      {children && <div className="state-action">{children}</div>}
    </div>
  );
}
