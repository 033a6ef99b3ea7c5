import { useEffect, type ReactNode } from 'react';
import { may, useMe } from '../session/me.js';
import { NoRight } from '../states/failure.js';

interface PageProps {
  readonly title: string;
  /** The right without which there is nothing to see; none where everybody may come. */
  readonly needs?: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page with its heading, for those who may see it. */
export function Page({ title, needs, lead, actions, children }: PageProps) {
  const me = useMe();
  useTitle(title);
  if (needs !== undefined && !may(me, needs)) return <NoRight />;
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
        {actions}
      </div>
      {lead && <p className="page-lead">{lead}</p>}
      {children}
    </>
  );
}

/** Names the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => void (document.title = title ? `${title} · Rapport` : 'Rapport'), [title]);
}
