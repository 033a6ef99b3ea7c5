import { useId, type ReactNode } from 'react';

/** One decision: what it is called, where it is made, how it looks. */
export function Sample({ title, where, children }: { readonly title: string; readonly where: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className="sample" aria-labelledby={id}>
      <h2 id={id} className="panel-title">
        {title} <code className="mono soft">{where}</code>
      </h2>
      {children}
    </section>
  );
}
