import { describe, expect, it } from '@jest/globals';
import { permissionOf, rpcName, services } from '@rapport/contracts';
import { isPermission } from './permission.js';

describe('the permissions', () => {
  it('hold every one that a contract names', () => {
    const methods = services.flatMap((service) => service.methods);
    expect(methods.length).toBeGreaterThan(0);
    expect(methods.filter((method) => !isPermission(permissionOf(method))).map(rpcName)).toEqual([]);
  });
});
