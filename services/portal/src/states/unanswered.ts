/** Whoever was asked left the question unanswered: nothing is to be done, and there is nothing to tell. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}
