/** Headers of every answer, by where the answer will be read. */
export interface SecurityHeaders {
  /** JSON for programs: nothing may be run, shown in a frame or kept. */
  readonly api: Readonly<Record<string, string>>;
  /** Pages of this site: own scripts and styles, and those that carry the nonce. */
  page(nonce: string): Readonly<Record<string, string>>;
  /** The one page that other sites may show in a frame, those of `ancestors`, without `x-frame-options`: it looks at no session, so there is nothing to be tricked out of it. */
  framed(nonce: string, ancestors: string): Readonly<Record<string, string>>;
}

const year = 365 * 86_400;

/** `publicUrl` says whether people come over https; `issuerUrl` is where a sign-out form may lead. */
export function securityHeaders(publicUrl: string, issuerUrl?: string): SecurityHeaders {
  const everywhere = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(self), payment=(), usb=()',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': `max-age=${year}; includeSubDomains` } : {}),
  };
  const { 'x-frame-options': _, ...inFrames } = everywhere;
  const formTargets = issuerUrl === undefined ? "'self'" : `'self' ${new URL(issuerUrl).origin}`;
  return {
    api: {
      ...everywhere,
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    },
    page: (nonce) => ({
      ...everywhere,
      'cache-control': 'no-store',
      'content-security-policy': pagePolicy(nonce, formTargets, "'none'"),
    }),
    framed: (nonce, ancestors) => ({
      ...inFrames,
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'unsafe-none',
      'cross-origin-resource-policy': 'cross-origin',
      'content-security-policy': pagePolicy(nonce, formTargets, ancestors),
    }),
  };
}

function pagePolicy(nonce: string, formTargets: string, ancestors: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    `frame-ancestors ${ancestors}`,
    "base-uri 'none'",
    `form-action ${formTargets}`,
  ].join('; ');
}
