import { paths } from '#web/paths.ts';

/** Where the pages of a learner stand: on their own page after the e-ID, or behind three pictures. */
export type LearningWays = Readonly<Record<'home' | 'next' | 'practice' | 'skills' | 'moneyLost' | 'errands', string>> &
	Readonly<Record<'try' | 'skill' | 'errand', (which: string) => string>>;

/** Behind three pictures the step that comes next is the first page. */
export const byPictures: LearningWays = { ...paths.learn, next: paths.learn.home };
