import { expect, test } from 'vitest';
import { inScope } from '#platform/scope.server.ts';
import { acting, hired, roleless } from '#tests/support/accounts.ts';
import { scene, self, type Scene } from '#tests/support/scene.ts';
import { giveTicket } from './give.server.ts';
import { sayOnTicket, takeTicket } from './go-on.server.ts';
import { myMended } from './mended.server.ts';
import { myMends, sayOnMend } from './mend.server.ts';
import { sayOnOwn } from './own.server.ts';
import { showTicket } from './show.server.ts';
import { openTicket } from './write.server.ts';

// What an engineer of another organisation mended, and how it ended.

const id = (): string => crypto.randomUUID();
const engineer = (s: Scene, login: string) => acting(s, login, 'engineer', []);
const version = async (s: Scene, ticket: string) => (await showTicket(s.as(s.lua), { ticket })).version;

/** A ticket that was given to an engineer, who says at a minute that it is mended. */
async function mendedBy(s: Scene, who: ReturnType<typeof engineer>, minutes: number): Promise<string> {
	const ticket = id();
	await openTicket(s.as(s.lua, minutes), {
		...{
			id: ticket,
			system: 'network',
			source: 'phone',
			stuck: 'one',
			due: 'later',
			person: s.som,
			device: 'own-phone'
		},
		...{ caller: null, phone: null, fault: null, words: 'Mạng đứt.' }
	});
	await giveTicket(s.as(s.lua, minutes), { id: id(), ticket, version: 1, to: who.id, words: null });
	const said = { id: id(), ticket, version: await version(s, ticket), kind: 'solved' as const, until: null };
	await sayOnMend(s.as(who, minutes + 1), { ...said, words: 'Đã kéo lại dây.' });
	return ticket;
}
const says = async (s: Scene, ticket: string, kind: 'confirmed' | 'back', minutes: number) =>
	sayOnOwn(s.as(self(s.som), minutes), { id: id(), ticket, version: await version(s, ticket), kind, words: null });
const list = (s: Scene, who: ReturnType<typeof engineer>, after: string | null = null) =>
	myMended(s.as(who, 500), { after });

test(
	'what they mended stands with how it ended and nobody of whom it was, also once it is a colleague’s; another engineer’s is not theirs, and without the role nothing is',
	scene(async (s) => {
		const [chop, other] = [engineer(s, 'chop'), await hired(s, 'set', 'engineer')];
		const [open, works, came] = [await mendedBy(s, chop, 1), await mendedBy(s, chop, 10), await mendedBy(s, chop, 20)];
		await mendedBy(s, other, 30);
		await says(s, works, 'confirmed', 40);
		await says(s, came, 'back', 50);
		await takeTicket(s.as(s.mai, 60), { ticket: came, version: await version(s, came) });
		const number = async (ticket: string) => (await showTicket(s.as(s.lua), { ticket })).number;
		const { rows, more } = await list(s, chop);
		expect(more).toBe(0);
		expect(rows).toMatchObject([
			{ number: await number(came), ended: 'back', endedAt: s.as(s.lua, 50).now, mendedAt: s.as(s.lua, 21).now },
			{ number: await number(works), ended: 'confirmed', endedAt: s.as(s.lua, 40).now },
			{
				number: await number(open),
				ended: 'solved',
				endedAt: null,
				system: 'network',
				device: 'own-phone',
				ticket: open
			}
		]);
		const told = JSON.stringify(rows);
		for (const word of ['Sớm', '0900000318', s.som, works, came, 'kéo lại']) expect(told).not.toContain(word);
		expect((await list(s, other)).rows).toHaveLength(1);
		// A word of somebody else is no place in this list.
		const theirs = (await list(s, other)).rows[0]!.id;
		expect((await list(s, chop, theirs)).rows).toEqual([]);
		await roleless(s, chop.id, true);
		const below = await inScope(s.base.db, chop, id(), (db) => db`select * from support_mended_by_me(null, 50)`);
		expect(below).toEqual([]);
		expect(await inScope(s.base.db, s.lua, id(), (db) => db`select * from support_mended_by_me(null, 50)`)).toEqual([]);
	})
);

test(
	'what came back and was solved by a colleague since is with the engineer, and not among what they mended',
	scene(async (s) => {
		const chop = engineer(s, 'chop');
		const ticket = await mendedBy(s, chop, 1);
		await says(s, ticket, 'back', 10);
		const said = { id: id(), ticket, version: await version(s, ticket), kind: 'solved' as const, until: null };
		await sayOnTicket(s.as(s.lua, 20), { ...said, words: 'Đã đổi cục mạng.' });
		expect((await showTicket(s.as(s.lua, 21), { ticket })).owner).toBe('Mây Văn Chớp');
		expect((await myMends(s.as(chop, 22), {})).rows.map((one) => one.id)).toEqual([ticket]);
		expect((await list(s, chop)).rows).toEqual([]);
	})
);

test(
	'it is paged by what was read last: each stands once, and how many follow is said',
	scene(async (s) => {
		const chop = engineer(s, 'chop');
		const numbers: number[] = [];
		for (let n = 0; n < 23; n++) await mendedBy(s, chop, n * 5);
		const first = await list(s, chop);
		expect([first.rows.length, first.more]).toEqual([20, 3]);
		// What is mended meanwhile is on the page before, and pushes nobody onto the next.
		await mendedBy(s, chop, 300);
		const second = await list(s, chop, first.rows.at(-1)!.id);
		expect([second.rows.length, second.more]).toEqual([3, 0]);
		numbers.push(...[...first.rows, ...second.rows].map((one) => one.number));
		expect(numbers).toEqual(Array.from({ length: 23 }, (_, n) => 23 - n));
	})
);
