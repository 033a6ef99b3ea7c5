import { isTenantId } from '@rapport/kernel';
import { schemaOf, tenantsAudited, verifyAudit } from '@rapport/persistence';
import { registry } from './registry.js';
import { runTool } from './tool.js';

const usage = 'npm run audit -- verify [TENANT]   walk the audit chain of one tenant or of all, in every service';

await runTool(async ({ db, print }, [verb, wanted]) => {
  if (verb !== 'verify' || (wanted !== undefined && !isTenantId(wanted))) {
    print(usage);
    return 2;
  }
  let broken = 0;
  for (const { name } of registry) {
    const background = { db, names: schemaOf(name) };
    for (const tenant of wanted ? [wanted] : await tenantsAudited(background)) {
      const { sound, unlinked, damage } = await verifyAudit(background, tenant);
      if (damage) broken += 1;
      print(
        `${name} ${tenant}: ${damage ? `BROKEN at entry ${damage.seq} (${damage.what}) after ${sound} sound entries` : `whole, ${sound} entries, ${unlinked} not linked yet`}`,
      );
    }
  }
  return broken > 0 ? 1 : 0;
});
