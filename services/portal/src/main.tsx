import '@fontsource-variable/onest';
import './look/mantine.css';
import './look/tokens.css';
import './look/parts.css';
import './look/shell.css';
import './look/command.css';
import './look/states.css';
import './look/list.css';
import './look/record.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.js';
import { theme } from './look/theme.js';
import { learn } from './i18n/languages.js';
import { currentLocale } from './i18n/locale.js';
import { router } from './router.js';
import { makeInstallable } from './shell/installable.js';
import { Toasts } from './states/toasts.js';

/** What the policy of this page lets styles pass with that are made while it runs. */
const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// The scroll lock of dialogs asks for it under this name.
Object.assign(window, { __webpack_nonce__: nonce });

makeInstallable();
await learn(currentLocale());
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      <Toasts />
    </MantineProvider>
  </StrictMode>,
);
