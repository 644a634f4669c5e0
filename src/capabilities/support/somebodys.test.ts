import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyone } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { closeStaff } from '#capabilities/access/accounts.server.ts';
import { register } from '#platform/listen.server.ts';
import { rightsOf } from '#program/roles.ts';
import { acting, hired, khoi } from '#tests/support/accounts.ts';
import { hearIn } from '#tests/support/hear.ts';
import { scene, self, type Scene } from '#tests/support/scene.ts';
import type { Actor } from '#kernel/actor.ts';
import { nextSteps, type TicketLine } from './answers.ts';
import { askSupport } from './ask.server.ts';
import { giveTicket } from './give.server.ts';
import { planTicket, sayOnTicket, takeTicket } from './go-on.server.ts';
import { beginLostMoney } from './lost-money.server.ts';
import { giveBack, myMends, sayOnMend } from './mend.server.ts';
import { myMended } from './mended.server.ts';
import { mergeTicket, unmergeTicket } from './merge.server.ts';
import { sayOnOwn } from './own.server.ts';
import { supportListens } from './pass-on.server.ts';
import { showTicket, tickets } from './show.server.ts';
import { openTicket } from './write.server.ts';

// No ticket is without somebody who sees to it, what comes next and on which day, whatever is pressed on it by whomever and in whatever order.

register(supportListens);

const id = (): string => crypto.randomUUID();
const anybody = anyone(new Set(rightsOf.public));
const kinds = ['said', 'answered', 'note', 'waits', 'solved', 'confirmed', 'back'] as const;

/** Who may have one: two colleagues, and an engineer of a telecom company. */
type Cast = { lua: Actor; nua: Actor; chop: Actor };
type Press = { what: (typeof presses)[number]; who: 'lua' | 'nua'; at: number; other: number; kind: number };
type Seen = Awaited<ReturnType<typeof showTicket>>;

const opens = {
	counter: async (s: Scene, { lua }: Cast, minute: number) => {
		const of = { person: s.som, caller: null, phone: null, fault: null };
		const asked = { system: 'network', source: 'counter', stuck: 'one', due: 'later' } as const;
		await openTicket(s.as(lua, minute), { id: id(), ...asked, ...of, words: 'Mạng đứt.' });
	},
	web: async (s: Scene, _: Cast, minute: number) => {
		const from = { address: `203.0.113.${minute % 250}`, browser: id() };
		const asked = { name: 'Mây Văn Lạ', phone: '0900000551', system: 'portal' as const, fault: null };
		await askSupport(s.as(anybody, minute), { id: id(), ...asked, centre: 1, words: 'Cổng quay mãi.', ...from });
	},
	money: async (s: Scene, { lua }: Cast, minute: number) => {
		await beginLostMoney(s.as(lua, minute), { id: id() });
	}
};

const pressOn = {
	take: (s, _, who, seen, minute) => takeTicket(s.as(who, minute), { ticket: seen.id, version: seen.version }),
	plan: (s, _, who, seen, minute, { kind }) => {
		const next = nextSteps[kind % nextSteps.length]!;
		return planTicket(s.as(who, minute), {
			ticket: seen.id,
			version: seen.version,
			next,
			nextOn: dayOf(s.as(who, minute).now)
		});
	},
	say: (s, _, who, seen, minute, { kind }) => {
		const said = { id: id(), ticket: seen.id, version: seen.version, kind: kinds[kind % kinds.length]! };
		return sayOnTicket(s.as(who, minute), { ...said, words: 'Một câu.', until: null });
	},
	own: (s, _, __, seen, minute, { kind }) => {
		const theirs = (['said', 'confirmed', 'back'] as const)[kind % 3]!;
		const said = { id: id(), ticket: seen.id, version: seen.version, kind: theirs };
		return sayOnOwn(s.as(self(s.som), minute), { ...said, words: 'Vẫn vậy.' });
	},
	give: (s, { chop, nua }, who, seen, minute, { other }) =>
		giveTicket(s.as(who, minute), {
			...{ id: id(), ticket: seen.id, version: seen.version, words: null },
			to: other % 3 === 0 ? nua.id! : chop.id!
		}),
	mend: (s, { chop }, _, seen, minute, { kind }) => {
		const mends = (['answered', 'note', 'waits', 'solved'] as const)[kind % 4]!;
		const said = { id: id(), ticket: seen.id, version: seen.version, kind: mends };
		return sayOnMend(s.as(chop, minute), { ...said, words: 'Đã xem.', until: null });
	},
	back: (s, { chop }, _, seen, minute) =>
		giveBack(s.as(chop, minute), { id: id(), ticket: seen.id, version: seen.version, words: null }),
	unmerge: (s, _, who, seen, minute) => unmergeTicket(s.as(who, minute), { ticket: seen.id, version: seen.version })
} satisfies Record<
	string,
	(s: Scene, cast: Cast, who: Actor, seen: Seen, minute: number, press: Press) => Promise<unknown>
>;
const presses = ['counter', 'web', 'money', 'merge', 'leaves', ...Object.keys(pressOn)] as const;

/** Every list of open tickets of those who may have one, and of the whole team. */
async function lists(s: Scene, colleagues: readonly Actor[], { lua, chop }: Cast, minute: number) {
	const of = async (who: Actor, view: 'mine' | 'free' | 'all') => {
		const rows: TicketLine[] = [];
		for (let after: string | null = null, ends = false; !ends;) {
			const page: Awaited<ReturnType<typeof tickets>> = await tickets(s.as(who, minute), { view, after });
			rows.push(...page.rows);
			[after, ends] = [page.next, page.next === null];
		}
		return rows;
	};
	const given = (await myMends(s.as(chop, minute), {})).rows.map((one) => one.id);
	const mended = (await myMended(s.as(chop, minute), { after: null })).rows.flatMap(({ ticket }) => ticket ?? []);
	const own: string[][] = [];
	for (const who of colleagues) own.push((await of(who, 'mine')).map((one) => one.id));
	return {
		all: await of(lua, 'all'),
		held: [(await of(lua, 'free')).map((one) => one.id), [...given, ...mended], ...own]
	};
}

test(
	'however it is opened, taken, planned, answered, given, mended, merged or left, each open ticket stands in the list of one person or of the whole team, with what comes next and its day',
	scene(async (s) => {
		let minute = 0;
		let pressed = 0;
		const colleagues = [s.lua];
		const press = fc.record({
			...{ what: fc.constantFrom(...presses), who: fc.constantFrom('lua', 'nua') },
			...{ at: fc.nat(9), other: fc.nat(9), kind: fc.nat(9) }
		}) as fc.Arbitrary<Press>;
		await fc.assert(
			fc.asyncProperty(fc.array(press, { minLength: 6, maxLength: 14 }), async (all) => {
				const nua = await hired(s, `nua${++minute}`, 'receiving-officer');
				colleagues.push(nua);
				const cast = { lua: s.lua, nua, chop: acting(s, 'chop', 'engineer', []) };
				await opens.counter(s, cast, ++minute);
				let isGone = false;
				for (const one of all) {
					const rows = (await tickets(s.as(s.lua, ++minute), { view: 'all' })).rows;
					const at = rows[one.at % rows.length]!;
					try {
						if (one.what in opens) await opens[one.what as keyof typeof opens](s, cast, minute);
						else if (one.what === 'leaves') {
							await closeStaff(s.as(khoi(s), minute), { staff: nua.id!, to: one.kind % 2 ? s.lua.id! : null });
							await hearIn(s, 'support', () => s.as(s.lua, minute).now);
							isGone = true;
						} else if (one.what === 'merge') {
							const into = `H ${rows[one.other % rows.length]!.number}`;
							await mergeTicket(s.as(s.lua, minute), { ticket: at.id, into, version: at.version });
						} else {
							const seen = await showTicket(s.as(s.lua, minute), { ticket: at.id });
							await pressOn[one.what as keyof typeof pressOn](
								s,
								cast,
								isGone ? s.lua : cast[one.who],
								seen,
								minute,
								one
							);
						}
						pressed++;
					} catch (fault) {
						if (!(fault instanceof Refusal)) throw fault;
					}
					const { all: open, held } = await lists(s, colleagues, cast, minute);
					for (const { id: ticket, next, nextOn, state } of open) {
						expect(state).not.toBe('over');
						expect(nextSteps).toContain(next);
						expect(nextOn >= dayOf(s.as(s.lua, 0).now)).toBe(true);
						expect(
							held.filter((list) => list.includes(ticket)),
							`${one.what} ${ticket}`
						).toHaveLength(1);
					}
					expect(new Set(held.flat()).size).toBe(open.length);
				}
			}),
			// What fails is told at once: looking for less of it would take minutes, in which whoever plays next waits.
			{ numRuns: 12, endOnFailure: true }
		);
		// Most of what is pressed is done, or nothing was tried.
		expect(pressed).toBeGreaterThan(40);
	}),
	60_000
);
