import { TaskStatus } from '@rapport/contracts/client';

/** A task that is to be done, and one that is done with, as the contract numbers them. */
export const taskOpen = TaskStatus.OPEN;
export const taskDone = TaskStatus.DONE;
