import type { AiDecision, AiRecord } from '@rapport/contracts/client';
import { Link } from '@tanstack/react-router';
import { dateOf, useFormat } from '../i18n/format.js';
import { saidOr, useSay, type MessageKey } from '../i18n/text.js';
import { nounNamed } from '../nouns/nouns.js';
import { recordPath } from '../nouns/record-path.js';
import { useColleagues } from '../session/colleagues.js';
import { may, useMe } from '../session/me.js';
import { aiUses, verdictWords } from './ai-uses.js';

/** A model that was trained here has an id for a name. */
const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** One result of a model: which model, of what, and who made what of it. Its ids open on demand. */
export function AiRecordRow({ record }: { readonly record: AiRecord }) {
  const say = useSay();
  const format = useFormat();
  const { use, kind, model, modelVersion, createdAt, decisions } = record;
  const words = aiUses.find(([each]) => each === use)?.[1];
  return (
    <li className="ai-record">
      <div className="row row-wrap">
        <strong>{saidOr(say, `ai.kind.${kind}`, kind)}</strong>
        {words && <span className="small soft">{say(words.name)}</span>}
        <Subject record={record} />
        {createdAt && <time className="tiny soft push">{format.exactly(dateOf(createdAt))}</time>}
      </div>
      <p className="small">
        {say('ai.model')}{' '}
        {isId.test(model) ? say('ai.trained', { version: modelVersion }) : <span className="mono">{[model, modelVersion].filter(Boolean).join(' ')}</span>}
      </p>
      {decisions.map((decision, at) => (
        <Decided key={at} decision={decision} />
      ))}
      {decisions.length === 0 && kind === 'proposal' && <p className="small soft">{say('ai.undecided')}</p>}
      <details className="small">
        <summary>{say('ai.made', { inputs: record.inputIds.length, evidence: record.evidenceIds.length })}</summary>
        <dl className="ai-ids">
          <Ids label="ai.output" ids={[record.outputId].filter(Boolean)} />
          {isId.test(model) && <Ids label="ai.model" ids={[model]} />}
          <Ids label="ai.inputs" ids={record.inputIds} />
          <Ids label="ai.evidence" ids={record.evidenceIds} />
          <Ids label="ai.hash" ids={[record.outputHash].filter(Boolean)} />
        </dl>
      </details>
    </li>
  );
}

function Subject({ record: { subject } }: { readonly record: AiRecord }) {
  const say = useSay();
  const me = useMe();
  const noun = subject && nounNamed(subject.noun);
  if (!subject || !noun) return null;
  const name = say(`${noun.name}.one` as MessageKey);
  if (!may(me, `${noun.plural}.read`)) return <span className="small soft">{name}</span>;
  return (
    <Link className="link small" to={recordPath(noun, subject.id)}>
      {name}
    </Link>
  );
}

function Decided({ decision: { verdict, decidedBy, decidedAt } }: { readonly decision: AiDecision }) {
  const say = useSay();
  const format = useFormat();
  const { nameOf } = useColleagues();
  const word = verdictWords[verdict];
  return (
    <p className="small">
      {word && say(word)}
      <span className="soft">
        {' · '}
        {[nameOf(decidedBy) ?? say('ai.somebody'), decidedAt && format.time(dateOf(decidedAt))].filter(Boolean).join(' · ')}
      </span>
    </p>
  );
}

function Ids({ label, ids }: { readonly label: MessageKey; readonly ids: readonly string[] }) {
  const say = useSay();
  if (ids.length === 0) return null;
  return (
    <>
      <dt className="soft">{say(label)}</dt>
      <dd className="mono">{ids.join(', ')}</dd>
    </>
  );
}
