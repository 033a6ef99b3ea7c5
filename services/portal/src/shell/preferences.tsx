import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import { SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { chooseLocale, locales, useLocale } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import { sayTrouble } from '../states/toast.js';

/** Russian or English. */
export function LanguageSwitch({ short = false }: { readonly short?: boolean }) {
  const say = useSay();
  const data = locales.map((value) => ({ value, label: short ? value.toUpperCase() : say(`language.${value}`) }));
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('language.label')}
      data={data}
      value={useLocale()}
      onChange={(locale) => void chooseLocale(locale).catch(sayTrouble)}
    />
  );
}

const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const say = useSay();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const data = schemes.map((value) => ({ value, label: say(`theme.${value}`) }));
  return <SegmentedControl size="xs" aria-label={say('theme.label')} data={data} value={colorScheme} onChange={setColorScheme} />;
}
