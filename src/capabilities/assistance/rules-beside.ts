/** What is known beside the desk at this moment. `open` and `needed`: questions without an answer, and those that must have one. */
export type BesideNow = {
	session: { hands: 'guide' | 'desk' | 'screen' } | null;
	file: { stage: string; way: 'ONLINE' | 'DIRECT' | null; open: number; needed: number } | null;
	bill: 'unknown' | 'nothing-due' | 'due' | 'paid' | 'over' | null;
	justEnded: boolean;
};

type BesideShows = 'idle' | 'faces' | 'together' | 'question' | 'check' | 'online' | 'pay' | 'done';

/**
 * What the second screen shows. Without a session nothing of anybody; in one, the keyboard decides before the file does,
 * and only a whole file with its way chosen is there to be said yes to.
 */
export function besideShows({ session, file, bill, justEnded }: BesideNow): BesideShows {
	if (!session) return justEnded ? 'faces' : 'idle';
	if (!file || file.stage === 'void') return 'together';
	if (file.stage !== 'draft') return bill === 'due' ? 'pay' : 'done';
	if (session.hands === 'screen' && file.open > 0) return 'question';
	if (file.needed > 0 || file.way === null) return 'together';
	return file.way === 'ONLINE' ? 'online' : 'check';
}
