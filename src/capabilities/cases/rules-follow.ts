import type { Delivery, Stage, Status, Way } from './answers.ts';

/** How a case stands for whoever follows it: what has happened to it, in one word that has sentences. */
export type FollowState =
	| 'draft'
	| 'given-back'
	| 'void'
	| 'with-officer'
	| 'to-portal'
	| 'portal-silent'
	| 'portal-refused'
	| 'new'
	| 'accepted'
	| 'turned-down'
	| 'working'
	| 'needs-papers'
	| 'needs-money'
	| 'withdrawn'
	| 'stopped'
	| 'ready'
	| 'posted'
	| 'handed-over';

const byStatus: Record<Status, FollowState> = {
	1: 'new',
	2: 'accepted',
	3: 'turned-down',
	4: 'working',
	5: 'needs-papers',
	6: 'needs-money',
	7: 'withdrawn',
	8: 'stopped',
	9: 'ready',
	10: 'handed-over'
};

export function followState(
	file: { stage: Stage; status: Status | null; way: Way | null; delivery?: Delivery },
	{ portal = null, givenBack = false }: { portal?: 'silent' | 'refused' | null; givenBack?: boolean } = {}
): FollowState {
	if (file.stage === 'draft' && givenBack) return 'given-back';
	if (file.stage === 'draft' || file.stage === 'void') return file.stage;
	// What the post brings nobody comes for.
	if (file.stage === 'filed' && file.status === 9 && file.delivery === 'post') return 'posted';
	if (file.stage === 'filed' && file.status !== null) return byStatus[file.status];
	if (portal !== null) return portal === 'silent' ? 'portal-silent' : 'portal-refused';
	return file.stage === 'confirmed' && file.way === 'DIRECT' ? 'with-officer' : 'to-portal';
}

/** Who stands still until whom, as the picture shows it; null when nobody waits. */
export type Party = 'you' | 'centre' | 'portal' | 'office';
const waits: Partial<Record<FollowState, readonly [waiting: Party, awaited: Party]>> = {
	'with-officer': ['you', 'centre'],
	'to-portal': ['centre', 'portal'],
	'portal-silent': ['centre', 'portal'],
	'portal-refused': ['you', 'centre'],
	'given-back': ['centre', 'you'],
	new: ['centre', 'office'],
	accepted: ['centre', 'office'],
	working: ['centre', 'office'],
	'needs-papers': ['office', 'you'],
	'needs-money': ['office', 'you'],
	ready: ['centre', 'you']
};
export const whoWaitsFor = (state: FollowState): readonly [Party, Party] | null => waits[state] ?? null;

/** Whether the one who follows has something to do. */
export const isYourTurn = (state: FollowState): boolean =>
	['draft', 'given-back', 'needs-papers', 'needs-money', 'ready', 'turned-down', 'stopped'].includes(state);

export type FollowStep = {
	id: 'agreed' | 'received' | 'paid' | 'portal' | 'made' | 'collect' | 'post';
	state: 'ok' | 'at' | 'next';
	at: Date | null;
};

type Dates = { confirmedAt: Date | null; receivedAt: Date | null; filedAt: Date | null; handedOverAt: Date | null };
type Money = { state: 'unknown' | 'nothing-due' | 'due' | 'paid' | 'over'; paidAt: Date | null };

const ENDED: readonly FollowState[] = ['void', 'turned-down', 'withdrawn', 'stopped'];
const step = (id: FollowStep['id'], done: boolean, now: boolean, at: Date | null = null): FollowStep => ({
	id,
	state: done ? 'ok' : now ? 'at' : 'next',
	at: done ? at : null
});

/**
 * The way of a case, step by step. A case that ended otherwise keeps what was done and shows no more; one that was filed
 * elsewhere shows no agreement and no reception that did not happen here.
 */
export function followSteps(
	file: { way: Way | null; delivery?: Delivery } & Dates,
	state: FollowState,
	money: Money
): FollowStep[] {
	const [filed, made] = [file.filedAt !== null, state === 'ready' || state === 'posted' || state === 'handed-over'];
	const direct = file.way !== 'ONLINE';
	const pays = money.state !== 'nothing-due' && money.state !== 'unknown';
	const paid = money.state === 'paid' || money.state === 'over';
	const steps = [
		...(file.confirmedAt !== null || !filed
			? [step('agreed', file.confirmedAt !== null, state === 'draft' || state === 'given-back', file.confirmedAt)]
			: []),
		...(direct && (file.receivedAt !== null || !filed)
			? [step('received', file.receivedAt !== null, state === 'with-officer', file.receivedAt)]
			: []),
		...(pays ? [step('paid', paid, money.state === 'due', money.paidAt)] : []),
		step('portal', filed, ['to-portal', 'portal-silent', 'portal-refused'].includes(state), file.filedAt),
		step('made', made, filed && !made),
		step(
			file.delivery === 'post' ? 'post' : 'collect',
			state === 'handed-over',
			state === 'ready' || state === 'posted',
			file.handedOverAt
		)
	];
	return ENDED.includes(state) ? steps.filter((one) => one.state === 'ok') : steps;
}
