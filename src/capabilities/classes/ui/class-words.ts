import type { RunShown } from '../answers.ts';

/** The lesson that comes next: the first that nobody closed. */
export const nextLesson = ({ lessons }: Pick<RunShown, 'lessons'>) => lessons.find(({ closed }) => !closed) ?? null;
