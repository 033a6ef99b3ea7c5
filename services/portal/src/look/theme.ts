import { createTheme, type MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = ['#eef7f4', '#d9ece6', '#b3d9cd', '#89c4b2', '#63b09a', '#459e86', '#2f8a73', '#1f7460', '#155e4e', '#0c473b'];
const gray: MantineColorsTuple = ['#f8f7f4', '#f1efea', '#e6e3dc', '#d8d4cb', '#c0bbb0', '#8f8a7f', '#67635a', '#4d4a43', '#34322d', '#1f1e1b'];
const dark: MantineColorsTuple = ['#e1e4e1', '#b9bfbb', '#969d98', '#626a66', '#3d4441', '#2f3532', '#252a28', '#1b1f1e', '#141716', '#0e1110'];

/** The words of the portal's looks: warm paper, pine ink, small and even type. What components share is decided here once. */
export const theme = createTheme({
  colors: { pine, gray, dark },
  primaryColor: 'pine',
  primaryShade: 7,
  black: '#1f1e1b',
  fontFamily: "'Onest Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'Segoe UI Mono', Menlo, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.35' },
  spacing: { xs: '0.375rem', sm: '0.625rem', md: '0.875rem', lg: '1.25rem', xl: '2rem' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.25rem', lineHeight: '1.3' }, h2: { fontSize: '0.9375rem', lineHeight: '1.4' } } },
  components: { Modal: { defaultProps: { overlayProps: { backgroundOpacity: 0.35 }, transitionProps: { duration: 120 } } } },
  focusRing: 'auto',
  cursorType: 'pointer',
});
