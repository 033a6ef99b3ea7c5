import './design.css';
import { useSay } from '../i18n/text.js';
import { Page } from '../shell/page.js';
import { Buttons, Fields, Marks } from './control-samples.js';
import { Colours, Lettering, Spaces } from './foundations.js';
import { StateSamples } from './state-samples.js';

/** What the portal is made of, for whoever builds its next page: decided once, used everywhere. */
export function DesignPage() {
  const say = useSay();
  return (
    <Page title={say('design.title')} lead={say('design.lead')}>
      <div className="design">
        <Colours />
        <Lettering />
        <Spaces />
        <Buttons />
        <Fields />
        <Marks />
        <StateSamples />
      </div>
    </Page>
  );
}
