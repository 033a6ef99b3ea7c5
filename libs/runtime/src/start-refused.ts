/** Why Rapport cannot start: one sentence for a person, with what to do. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
