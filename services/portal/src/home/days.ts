/** When a task is due, seen from now. */
export type Due = 'overdue' | 'today' | 'soon';

/** How far `soon` reaches, in days after today. */
const soonDays = 7;

/** The end of the last day that `soon` covers, which a list of one's day reaches to. */
export function endOfSoon(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + soonDays + 1);
}

/** Which part of one's day a task belongs to. A task for a whole day is overdue once that day is over, another one once its hour is. */
export function dueOf(at: Date, isAllDay: boolean, now: Date): Due {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  if (at < (isAllDay ? today : now)) return 'overdue';
  return at < tomorrow ? 'today' : 'soon';
}
