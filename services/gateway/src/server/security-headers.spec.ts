import { describe, expect, it } from '@jest/globals';
import { securityHeaders } from './security-headers.js';

describe('security headers', () => {
  const site = securityHeaders('https://crm.example', 'https://id.example/realms/rapport');

  it('let an answer for programs do nothing in a browser', () => {
    expect(site.api['content-security-policy']).toContain("default-src 'none'");
    expect(site.api['cache-control']).toBe('no-store');
  });

  it('never allow inline code or styles, evaluation, frames or foreign origins', () => {
    const policy = site.page('n0nce')['content-security-policy']!;
    expect(policy).not.toMatch(/unsafe|\*|https:(?!\/\/id\.example)/);
    expect(policy).toContain("script-src 'self' 'nonce-n0nce'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self' https://id.example");
  });

  it('insist on https only where there is https', () => {
    expect(site.api['strict-transport-security']).toContain('max-age=31536000');
    expect(securityHeaders('http://localhost:8080').api).not.toHaveProperty('strict-transport-security');
  });
});
