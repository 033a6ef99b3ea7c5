import { isTenantId } from '@rapport/kernel';
import { tenantsAudited, verifyAudit } from '@rapport/persistence';
import { runTool } from './tool.js';

const usage = 'npm run audit -- verify [TENANT]   walk the audit chain of one tenant or of all, in every service';

await runTool(async ({ db, installed, print }, [verb, wanted]) => {
  if (verb !== 'verify' || (wanted !== undefined && !isTenantId(wanted))) {
    print(usage);
    return 2;
  }
  let broken = 0;
  for (const names of installed) {
    const background = { db, names };
    for (const tenant of wanted ? [wanted] : await tenantsAudited(background)) {
      const { sound, unlinked, damage } = await verifyAudit(background, tenant);
      if (damage) broken += 1;
      print(
        `${names.service} ${tenant}: ${damage ? `BROKEN at entry ${damage.seq} (${damage.what}) after ${sound} sound entries` : `whole, ${sound} entries, ${unlinked} not linked yet`}`,
      );
    }
  }
  return broken > 0 ? 1 : 0;
});
