import { describe, expect, test } from 'vitest';
import { followState, isYourTurn, whoWaitsFor } from './rules-follow.ts';
import { nextStep, statusesAfter } from './rules-next.ts';
import { allows, isReleased, statuses, whoWaits, type Act } from './rules-stage.ts';
import type { Stage, Status, Way } from './answers.ts';

// Every stage, way and status there is, against everything that may be done to a case and everything that is said of it.

/** Acts by letter: Answer, judge Paper, choose Way, Confirm, Receive, give Back, record the official Code, record Status, Hand over. */
const letters: Record<string, Act> = {
	A: 'answer',
	P: 'judge-paper',
	W: 'choose-way',
	C: 'confirm',
	R: 'receive',
	B: 'give-back',
	O: 'record-code',
	S: 'record-status',
	H: 'hand-over'
};

const table = `
stage     way    status | acts   | goes | officer's next step          | by hand      | waits   | she reads    | silent        | who for whom  | her turn
draft     -      -      | APWCO  | no   | confirm                      | confirm      | you     | draft        | draft         | -             | yes
draft     ONLINE -      | APWCO  | no   | confirm                      | confirm      | you     | draft        | draft         | -             | yes
draft     DIRECT -      | APWCO  | no   | confirm                      | confirm      | you     | draft        | draft         | -             | yes
confirmed ONLINE -      | APWRBO | yes  | wait-portal                  | file-by-hand | portal  | to-portal    | portal-silent | centre portal | no
confirmed DIRECT -      | APWRBO | no   | receive                      | receive      | officer | with-officer | portal-silent | you centre    | no
received  DIRECT -      | BO     | yes  | wait-portal                  | file-by-hand | portal  | to-portal    | portal-silent | centre portal | no
filed     any    -      | SH     | no   | process                      | process      | portal  | to-portal    | portal-silent | centre portal | no
filed     any    1      | SH     | no   | process                      | process      | office  | new          | new           | centre office | no
filed     any    2      | SH     | no   | process                      | process      | office  | accepted     | accepted      | centre office | no
filed     any    3      | SH     | no   | none                         | none         | you     | turned-down  | turned-down   | -             | yes
filed     any    4      | SH     | no   | process                      | process      | office  | working      | working       | centre office | no
filed     any    5      | SH     | no   | supplement                   | supplement   | you     | needs-papers | needs-papers  | office you    | yes
filed     any    6      | SH     | no   | pay-duty                     | pay-duty     | you     | needs-money  | needs-money   | office you    | yes
filed     any    7      | SH     | no   | none                         | none         | nobody  | withdrawn    | withdrawn     | -             | no
filed     any    8      | SH     | no   | none                         | none         | you     | stopped      | stopped       | -             | yes
filed     any    9      | SH     | no   | hand-over                    | hand-over    | pick-up | ready        | ready         | centre you    | yes
filed     any    10     | SH     | no   | none                         | none         | nobody  | handed-over  | handed-over   | -             | no
void      any    any    |        | no   | none                         | none         | you     | void         | void          | -             | no
`;

type Row = { stage: Stage; way: Way | null; status: Status | null; cells: string[] };
const ways = ['-', 'ONLINE', 'DIRECT'];
const every = ['-', ...statuses.map(String)];

/** One row for each file that a line of the table stands for. */
const rows: Row[] = table
	.trim()
	.split('\n')
	.slice(1)
	.flatMap((line) => {
		const [head = '', ...cells] = line.split('|').map((cell) => cell.trim());
		const [stage = '', way = '', status = ''] = head.split(/\s+/);
		return (way === 'any' ? ways : [way]).flatMap((one) =>
			(status === 'any' ? every : [status]).map((number) => ({
				stage: stage as Stage,
				way: one === '-' ? null : (one as Way),
				status: number === '-' ? null : (Number(number) as Status),
				cells
			}))
		);
	});

describe.each(rows)('$stage, $way, status $status', ({ stage, way, status, cells }) => {
	const file = { stage, way, status };
	const [acts = '', goes, next, byHand, waits, reads, silent, forWhom, turn] = cells;

	test('what may be done to it', () => {
		const allowed = Object.entries(letters).filter(([, act]) => allows(stage, act));
		expect(allowed.map(([letter]) => letter).join('')).toBe(acts);
	});

	test('whether it goes to the portal, and what its officer does next', () => {
		expect(isReleased(file) ? 'yes' : 'no').toBe(goes);
		expect([nextStep(file, null), nextStep(file, { way: 'api' })]).toEqual([next, next]);
		expect(nextStep(file, { way: 'by-hand' })).toBe(byHand);
	});

	test('what is said of it', () => {
		const state = followState(file);
		expect([whoWaits(file), state, followState(file, { portal: 'silent' })]).toEqual([waits, reads, silent]);
		expect(whoWaitsFor(state)?.join(' ') ?? '-').toBe(forWhom);
		expect(isYourTurn(state) ? 'yes' : 'no').toBe(turn);
	});
});

test('the table holds every stage, and every status of a filed case', () => {
	expect(new Set(rows.map(({ stage }) => stage))).toEqual(new Set(['draft', 'confirmed', 'received', 'filed', 'void']));
	const filed = rows.filter(({ stage }) => stage === 'filed').map(({ status }) => status);
	expect(new Set(filed)).toEqual(new Set([null, ...statuses]));
});

describe.each(statuses)('after status %i', (status) => {
	const { likely, other } = statusesAfter(status);

	test('any other may be recorded but 10, each once', () => {
		const wanted = statuses.filter((one) => one !== status && one !== 10);
		expect([...likely, ...other].toSorted((a, b) => a - b)).toEqual(wanted);
	});

	test('nothing commonly follows what is over', () => {
		const over = [3, 7, 8, 9, 10].includes(status);
		expect(likely.length === 0).toBe(over);
	});
});
