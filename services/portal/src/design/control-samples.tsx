import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Switch.layer.css';
import { Button, Checkbox, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { KeyHint } from '../command/key-hint.js';
import { useSay } from '../i18n/text.js';
import { Face } from '../look/face.js';
import { ChoiceMark, TagList } from '../look/marks.js';
import { offerUndo, sayDone, sayTold } from '../states/toast.js';
import { Sample } from './sample.js';

const choices = ['standing.prospect', 'standing.customer', 'standing.partner', 'standing.supplier', 'standing.former'] as const;

/** What can be pressed, and what is said in passing. */
export function Buttons() {
  const say = useSay();
  const line = say('design.sentence');
  return (
    <Sample title={say('design.buttons')} where="@mantine/core">
      <div className="row row-wrap">
        <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} rightSection={<KeyHint keys="c" />}>
          {say('design.primary')}
        </Button>
        <Button size="xs" variant="default">
          {say('design.secondary')}
        </Button>
        <Button size="xs" variant="subtle">
          {say('design.quiet')}
        </Button>
        <Button size="xs" color="red" variant="light">
          {say('design.dangerous')}
        </Button>
        <Button size="xs" loading>
          {say('design.primary')}
        </Button>
        <Button size="xs" disabled>
          {say('design.primary')}
        </Button>
      </div>
      <div className="row row-wrap">
        <Button size="xs" variant="default" onClick={() => sayDone(line)}>
          {say('design.done')}
        </Button>
        <Button size="xs" variant="default" onClick={() => offerUndo(line, () => sayDone(say('action.undo')))}>
          {say('action.undo')}
        </Button>
        <Button size="xs" variant="default" onClick={() => sayTold(line)}>
          {say('design.told')}
        </Button>
      </div>
    </Sample>
  );
}

/** What can be filled in, and how it looks when it is wrong. */
export function Fields() {
  const say = useSay();
  const line = say('design.sentence');
  return (
    <Sample title={say('design.fields')} where="fields/field-input.tsx">
      <div className="pair">
        <TextInput label={say('field.name')} placeholder={line} />
        <TextInput label={say('field.name')} defaultValue={line} error={say('design.wrong')} />
        <Select label={say('field.language')} data={['ru', 'en']} defaultValue="ru" />
        <TextInput label={say('field.name')} defaultValue={line} disabled />
        <Textarea label={say('note.write')} autosize minRows={2} defaultValue={line} />
        <div className="stack">
          <Switch label={line} defaultChecked />
          <Checkbox label={line} defaultChecked />
        </div>
      </div>
    </Sample>
  );
}

/** What says at a glance. */
export function Marks() {
  const say = useSay();
  return (
    <Sample title={say('design.marks')} where="look/marks.tsx">
      <div className="row row-wrap">
        {choices.map((choice) => (
          <ChoiceMark key={choice} label={say(choice)} tone={choice} />
        ))}
        <TagList tags={['vip', 'новинки', 'partner', 'пилот']} most={3} />
        {['Юлия Ёлкина', 'Olivia Bennett', 'Артём Фомин'].map((name) => (
          <Face key={name} name={name} />
        ))}
      </div>
    </Sample>
  );
}
