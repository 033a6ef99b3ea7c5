import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstLoadLimit } from './first-load.build.js';

export default defineConfig({
  plugins: [react(), firstLoadLimit()],
  // The gateway puts the nonce of each answer in this place; its policy lets nothing inline pass without one.
  html: { cspNonce: '__CSP_NONCE__' },
  build: { assetsInlineLimit: 0, reportCompressedSize: false, rolldownOptions: { input: ['index.html', 'visit.html'] } },
});
