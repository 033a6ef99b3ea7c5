import { CloseButton, UnstyledButton } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, useSyncExternalStore } from 'react';
import { useSay } from '../i18n/text.js';
import { keep, kept } from '../session/kept.js';
import { useMe } from '../session/me.js';
import { runCommand } from '../command/commands.js';
import { stepsTaken, type Step } from './steps.js';
import { stepsOf, type StepRow } from './steps.table.js';

const hiddenName = 'rapport.steps.hidden';
/** Steps that are a command, by its name. */
const commands: Partial<Record<Step, string>> = { tour: 'tour', palette: 'palette', help: 'help' };

/** What a newcomer may try on the first day; each ticks itself off where it is done. */
export function FirstSteps() {
  const say = useSay();
  const [isHidden, setHidden] = useState(() => kept(hiddenName) !== undefined);
  const taken = useSyncExternalStore(stepsTaken.subscribe, stepsTaken.now);
  const steps = stepsOf(useMe());
  if (isHidden) return null;
  const hide = () => {
    keep(hiddenName, '1');
    setHidden(true);
  };
  const done = steps.filter(({ step }) => taken.includes(step)).length;
  return (
    <aside className="steps" aria-labelledby="first-steps">
      <div className="row">
        <h2 id="first-steps" className="panel-title">
          {say('steps.title')}
        </h2>
        <span className="tiny soft tabular">{say('steps.count', { done, all: steps.length })}</span>
        <CloseButton className="push" size="sm" aria-label={say('steps.hide')} onClick={hide} />
      </div>
      {done === steps.length && <p className="small soft">{say('steps.allDone')}</p>}
      <ol>
        {steps.map((row) => (
          <StepLine key={row.step} row={row} isDone={taken.includes(row.step)} />
        ))}
      </ol>
    </aside>
  );
}

function StepLine({ row: { step, to }, isDone }: { readonly row: StepRow; readonly isDone: boolean }) {
  const say = useSay();
  const command = commands[step];
  const words = (
    <>
      {isDone ? <IconCircleCheckFilled size={18} aria-label={say('steps.done')} /> : <IconCircle size={18} stroke={1.6} aria-hidden />}
      <span>
        <strong>{say(`steps.${step}`)}</strong>
        <span className="tiny soft">{say(`steps.${step}.how`)}</span>
      </span>
    </>
  );
  return (
    <li data-done={isDone || undefined}>
      {command ? (
        <UnstyledButton className="step" onClick={() => runCommand(command)}>
          {words}
        </UnstyledButton>
      ) : (
        <Link className="step" to={to ?? '/'}>
          {words}
        </Link>
      )}
    </li>
  );
}
