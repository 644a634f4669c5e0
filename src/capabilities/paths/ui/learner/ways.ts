/** Where the pages of a learner stand: on their own page after the e-ID, or behind three pictures. */
export type LearningWays = Readonly<Record<'home' | 'next' | 'practice' | 'skills' | 'moneyLost', string>> &
	Readonly<Record<'try' | 'skill', (which: string) => string>>;
