import type { Stage, Way, Status, Waiting } from './answers.ts';

/** By what right somebody submits another's file: parent or guardian, family, a written authorisation. */
export const bases = ['guardian', 'family', 'authorised'] as const;
export type Basis = (typeof bases)[number];

export type Act =
	| 'answer'
	| 'judge-paper'
	| 'choose-way'
	| 'confirm'
	| 'receive'
	| 'record-code'
	| 'record-status'
	| 'hand-over'
	| 'give-back';

/** What may be done to a case at which stage. Buttons and commands read the same table. */
const acts: Record<Stage, readonly Act[]> = {
	draft: ['answer', 'judge-paper', 'choose-way', 'confirm', 'record-code'],
	confirmed: ['answer', 'judge-paper', 'choose-way', 'receive', 'record-code', 'give-back'],
	received: ['record-code', 'give-back'],
	filed: ['record-status', 'hand-over'],
	void: []
};

export const allows = (stage: Stage, act: Act): boolean => acts[stage].includes(act);

/** Whether a case may go to the portal: they said yes, and a DIRECT one was received. */
export const isReleased = (file: { stage: Stage; way: Way | null }): boolean =>
	file.way === 'DIRECT' ? file.stage === 'received' : file.stage === 'confirmed';

/** The ten statuses of the national exchange (vietnam.md 5). */
export const statuses = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

const waitingAt: Record<Status, Waiting> = {
	1: 'office',
	2: 'office',
	3: 'you',
	4: 'office',
	5: 'you',
	6: 'you',
	7: 'nobody',
	8: 'you',
	9: 'pick-up',
	10: 'nobody'
};

export function whoWaits(file: { stage: Stage; status: Status | null; way: Way | null }): Waiting {
	if (file.stage === 'draft' || file.stage === 'void') return 'you';
	if (file.stage === 'confirmed' && file.way === 'DIRECT') return 'officer';
	if (file.stage !== 'filed' || file.status === null) return 'portal';
	return waitingAt[file.status];
}
