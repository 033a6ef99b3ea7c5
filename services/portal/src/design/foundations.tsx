import { useSay } from '../i18n/text.js';
import { Sample } from './sample.js';

const colours = ['paper', 'sheet', 'hover', 'line', 'line-strong', 'ink', 'ink-soft', 'mark', 'mark-ink', 'focus', 'warn', 'warn-line', 'warn-ink'];
const spaces = ['xs', 'sm', 'md', 'lg', 'xl'];
const radii = ['xs', 'sm', 'md', 'lg', 'xl'];

/** Colours by their names in `look/tokens.css`, as the theme at hand has them. */
export function Colours() {
  const say = useSay();
  return (
    <Sample title={say('design.colours')} where="look/tokens.css">
      <ul className="swatches">
        {colours.map((name) => (
          <li key={name}>
            <span className="swatch" data-colour={name} />
            <code className="mono">--{name}</code>
          </li>
        ))}
      </ul>
    </Sample>
  );
}

/** The sizes of letters. */
export function Lettering() {
  const say = useSay();
  const line = say('design.sentence');
  return (
    <Sample title={say('design.lettering')} where="look/theme.ts">
      <p className="lettering-page">{line}</p>
      <p className="lettering-panel">{line}</p>
      <p>{line}</p>
      <p className="small">{line}</p>
      <p className="tiny soft">{line}</p>
      <p className="mono">{line}</p>
      <p className="tabular">0123456789 · 1 234 567,89 ₽</p>
    </Sample>
  );
}

/** Distances and roundings. */
export function Spaces() {
  const say = useSay();
  return (
    <Sample title={say('design.spaces')} where="look/theme.ts">
      <div className="row row-wrap">
        {spaces.map((name) => (
          <span key={name} className="space" data-space={name}>
            <code className="mono">{name}</code>
          </span>
        ))}
      </div>
      <div className="row row-wrap">
        {radii.map((name) => (
          <span key={name} className="radius" data-radius={name}>
            <code className="mono">{name}</code>
          </span>
        ))}
      </div>
    </Sample>
  );
}
