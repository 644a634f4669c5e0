import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { addHand } from '#capabilities/classes/hosts.server.ts';
import { endLesson, roll } from '#capabilities/classes/roll.server.ts';
import { observeTask } from '#capabilities/learning/observe.server.ts';
import { statementBeside } from '#capabilities/learning/skills.server.ts';
import { answerItem } from '#capabilities/practice/answer.server.ts';
import { nextItemToTry } from '#capabilities/practice/own.server.ts';
import { findPractice } from '#capabilities/practice/scams.ts';
import { SET } from '#capabilities/practice/rules-run.ts';
import type { Actor } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { asOn, openOn, together, who } from './classes.ts';
import { deskId, idOf, staffId, type Base } from './house.ts';

/** Somebody whom Lúa sits beside on some day, and what happens there. */
export async function beside(
	base: Base,
	at: Date,
	n: number,
	step: string,
	work: (on: (of: string) => Context) => Promise<void>
) {
	const session = idOf(`learned ${step} ${n}`);
	const on = (of: string, minutes: number, more: Partial<Actor>): Context => {
		const now = new Date(at.getTime() + minutes * 60_000);
		const context = asOn(base, now, `learned ${step} ${n} ${of}`);
		const desk = { desk: deskId('guide-1'), machine: idOf(`machine learned ${step} ${n}`) };
		return { ...context, actor: { ...context.actor, ...desk, ...more } };
	};
	const inside = { session, subject: who(n), authority: 'present' as const };
	await start(on('start', 0, {}), { id: session, person: who(n), ticket: null });
	await work((of) => on(of, 1, inside));
	await end(on('end', 10, inside), { session, reason: 'done' });
}

/** One task, alone or not, whoever is sat beside. */
export async function look(
	on: (of: string) => Context,
	{ id, statement, alone }: { id: string; statement: string; alone: boolean }
): Promise<void> {
	const { next } = await statementBeside(on(`asked ${statement}`), { statement });
	await observeTask(on(`task ${statement}`), {
		...{ id, statement, form: next.form },
		...{ hints: alone ? 0 : 2, points: 0, doings: 0, level: alone ? 2 : 1 },
		steps: next.steps.map(() => (alone ? ('self' as const) : ('hint' as const)))
	});
}

/** The same in a sitting of its own. */
const seen = (base: Base, day: string, n: number, statement: string, alone: boolean): Promise<void> =>
	beside(base, instantOf(day, `08:${String(10 + (n % 40))}`), n, `seen ${day} ${statement}`, (on) =>
		look(on, { id: idOf(`seen ${day} ${statement} ${n}`), statement, alone })
	);

/** A set of practice: in the first one of five is taken for a scam or followed, later fewer. */
const practised = (base: Base, day: string, n: number, well: number): Promise<void> =>
	beside(base, instantOf(day, `09:${String(10 + (n % 40))}`), n, `tried ${day}`, async (on) => {
		for (let k = 0; k < SET; k++) {
			const { item } = await nextItemToTry(on(`next ${k}`), { turn: 5 });
			const { genuine, medium, turns } = findPractice(item)!;
			const right = (n + k) % 5 < well;
			const act = right
				? ('check' as const)
				: genuine
					? medium === 'call'
						? ('hang-up' as const)
						: ('leave' as const)
					: ('follow' as const);
			await answerItem(on(`act ${k}`), { id: idOf(`tried ${day} ${n} ${k}`), item, turn: turns.length, act });
		}
	});

type Past = { step: string; template: string; venue: string; days: number; trainer: string; people: number[] };

/** A class of the past, with who was there: everybody but the last, who came once. */
async function pastClass(base: Base, today: string, { step, template, venue, days, trainer, people }: Past) {
	const from = addDays(today, -days);
	const opened = instantOf(addDays(from, -3), '08:00');
	const asks = { step, template, venue, opened, from, starts: '14:00', capacity: 12, people, trainer };
	const { run, days: lessons } = await openOn(base, asks);
	for (const [n, day] of lessons.entries()) {
		const at = instantOf(day, '15:40');
		const { rows } = await roll(asOn(base, at, `past roll ${step} ${n}`), { run, no: n + 1 });
		const marks = rows.map(({ person }, k) => ({
			person,
			how:
				k === rows.length - 1 && n > 0
					? ('away' as const)
					: k % 5 === 3 && n === 1
						? ('excused' as const)
						: ('here' as const)
		}));
		await endLesson(asOn(base, at, `past end ${step} ${n}`), { run, no: n + 1, marks });
	}
	return { run, last: lessons.at(-1)! };
}

/** Two classes of the spring, what was seen of their learners then and two months later, and two sets of practice. */
export async function seedLearned(base: Base, now: Date): Promise<void> {
	const today = dayOf(now);
	const booking = [2, 3, 4, 8, 9, 13, 14, 15];
	const safe = [18, 19, 23, 24, 25, 26];
	const first = await pastClass(base, today, {
		...{ step: 'booking', template: 'medical-booking', venue: 'Nhà văn hoá Đồng Sương', days: 150 },
		...{ trainer: 'lua', people: booking }
	});
	await together(base, instantOf(first.last, '16:30'), first.run, [['women', 'Nước uống', 1, true]]);
	const second = await pastClass(base, today, {
		...{ step: 'safe', template: 'self-protection', venue: 'Nhà văn hoá Bến Gió', days: 130 },
		...{ trainer: 'nep', people: safe }
	});
	await together(base, instantOf(second.last, '16:30'), second.run, [['youth', 'Mượn 6 điện thoại tập', 1, true]]);
	const hand = { run: second.run, staff: staffId('nep'), part: 'host' as const, organisation: 'youth' as const };
	await addHand(asOn(base, instantOf(second.last, '16:40'), 'hand nep past'), hand);
	for (const n of booking.slice(0, 6)) await seen(base, addDays(first.last, 2), n, 'T5.3', true);
	for (const n of booking.slice(0, 5)) await seen(base, addDays(first.last, 75), n, 'T5.3', n !== 4);
	for (const n of safe.slice(0, 4)) await seen(base, addDays(second.last, 2), n, 'T3.1', true);
	for (const n of safe.slice(0, 2)) await seen(base, addDays(second.last, 70), n, 'T3.1', true);
	for (const n of [...booking, ...safe].slice(0, 12)) {
		await practised(base, addDays(second.last, 3), n, 3);
		await practised(base, addDays(second.last, 10), n, 4);
	}
}
