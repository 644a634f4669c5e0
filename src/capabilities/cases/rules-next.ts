import { statuses } from './rules-stage.ts';
import type { Stage, Status, Way } from './answers.ts';

/** The next thing that an officer does to a case. */
export type NextStep =
	'confirm' | 'receive' | 'wait-portal' | 'file-by-hand' | 'process' | 'supplement' | 'pay-duty' | 'hand-over' | 'none';

const byStatus: Record<Status, NextStep> = {
	1: 'process',
	2: 'process',
	3: 'none',
	4: 'process',
	5: 'supplement',
	6: 'pay-duty',
	7: 'none',
	8: 'none',
	9: 'hand-over',
	10: 'none'
};

export function nextStep(
	file: { stage: Stage; status: Status | null; way: Way | null },
	portal: { way: 'api' | 'by-hand' } | null
): NextStep {
	if (file.stage === 'void') return 'none';
	if (file.stage === 'draft') return 'confirm';
	if (file.stage === 'filed') return byStatus[file.status ?? 1];
	if (file.stage === 'confirmed' && file.way === 'DIRECT') return 'receive';
	return portal?.way === 'by-hand' ? 'file-by-hand' : 'wait-portal';
}

/** What commonly follows a status (vietnam.md 5). The portal is the truth: anything may be recorded, these stand first. */
const follows: Record<Status, readonly Status[]> = {
	1: [2, 3, 5],
	2: [4],
	3: [],
	4: [9, 5, 6, 8],
	5: [2, 4, 8],
	6: [4, 9],
	7: [],
	8: [],
	9: [],
	10: []
};

/** What an officer asks or refuses on the portal, of what may follow: each has a key of its own where the file stands. */
const asked = [5, 3, 8] as const;
export type Asked = (typeof asked)[number];
export const askedAfter = (status: Status): Asked[] => asked.filter((one) => follows[status].includes(one));

/** Statuses to choose from after one: the likely first. 10 is never typed: it comes of handing the result over. */
export function statusesAfter(status: Status): { likely: Status[]; other: Status[] } {
	const likely = [...follows[status]];
	return { likely, other: statuses.filter((one) => one !== status && one !== 10 && !likely.includes(one)) };
}
