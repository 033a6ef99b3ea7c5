/** What the installation stands on does not answer, or not yet: waiting may help. The message is a sentence for a person and names the setting. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}
