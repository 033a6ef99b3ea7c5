import { CustomFieldService, CustomFieldType, openApi } from '@rapport/contracts';
import type { TenantId } from '@rapport/kernel';
import { rpcClient } from '@rapport/messaging';
import { serviceCall, type Installation } from '@rapport/runtime';

const rememberedMs = 2_000;

/** The API's description for a tenant, with the fields that it added; remembered for a moment, for a page asks many times. */
export function installationApi({ settings, rpc, clock }: Installation, issuer: string): (tenant: TenantId | undefined) => Promise<object> {
  const fields = rpcClient(CustomFieldService, rpc);
  const remembered = new Map<string, { document: object; until: number }>();
  const make = async (tenant: TenantId | undefined) => {
    const customFields = tenant && (await fields.listCustomFields(serviceCall('gateway', 'openapi', tenant, settings.requestTimeoutMs), {})).customFields;
    const sketches = customFields?.map(({ noun, key, type, labelEn, choices }) => ({
      noun,
      key,
      type: CustomFieldType[type].toLowerCase() as 'text',
      label: labelEn,
      choices,
    }));
    return openApi({ serverUrl: settings.publicUrl, version: '1.0', issuer, ...(sketches && { customFields: sketches }) });
  };
  return async (tenant) => {
    const name = tenant ?? '';
    const now = clock.now().getTime();
    const known = remembered.get(name);
    if (known && known.until > now) return known.document;
    const document = await make(tenant);
    remembered.set(name, { document, until: now + rememberedMs });
    return document;
  };
}
