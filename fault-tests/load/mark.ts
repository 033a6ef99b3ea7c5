/** How the mark of a command that adds a record begins. */
export const madeMark = 'made-';

/** How the mark of a command that changes one begins. */
export const changedMark = 'changed-';
