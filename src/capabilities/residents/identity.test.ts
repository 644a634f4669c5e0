import { expect, test } from 'vitest';
import { letIn } from '#capabilities/access/e-id.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { door } from '#tests/support/enter.ts';
import { refusalOf, scene, self, som as SOM, type Scene } from '#tests/support/scene.ts';
import { waitingIdentities } from './asks.server.ts';
import { compareCard, correctPerson } from './correct-person.server.ts';
import { agreeIdentity, dropIdentity, identityChanges, myIdentityChanges, tellIdentity } from './identity.server.ts';
import { mergePeople } from './merge.server.ts';
import { findPeople, getPerson } from './people.server.ts';
import { recordUnverified } from './record-person.server.ts';

// An insider moves somebody's number to another row, so that their e-ID opens the other's file: each way in, shut.

const NUMBER = SOM.number!;
const enters = (s: Scene, minutes: number, more: object = {}) =>
	outcomeOf(
		letIn(door(s, 'access.let-in', minutes), {
			...{ number: NUMBER, name: 'SUONG THI SOM', level: 2, birthDate: '1950-03-14' },
			...more
		})
	);
const outcomeOf = (work: Promise<unknown>): Promise<string> =>
	refusalOf(work).catch((reason: Error) => {
		if (reason.message === 'nothing was refused') return 'let in';
		throw reason;
	});
const facts = (more: object) => ({
	...{ name: 'Sương Thị Sớm', birthYear: null, birthDate: '1950-03-14', gender: 'female' as const },
	...{ hamlet: 'thôn Bến Gió', source: 'paper' as const, ...more }
});
const correct = (s: Scene, who: Actor, minutes: number, more: object, person = s.som) =>
	correctPerson(s.as(who, minutes), { person, ...facts(more) });
/** What a scanner reads of her card. */
const CARD = '097150004127||Sương Thị Sớm|14031950|Nữ|';
const compared = (s: Scene, person = s.som) => compareCard(s.as(s.mai, 0), { person, card: CARD });

test(
	'number, name and birth of somebody compared wait for a second person, who sees both values; then they are told at the old telephone',
	scene(async (s) => {
		await compared(s);
		await correct(s, s.lua, 1, { phone: '0900000999', source: 'said' });
		expect(await correct(s, s.lua, 2, { number: null })).toMatchObject({ changed: 0, waits: true });
		expect(await findPeople(s.as(s.lua, 3), { words: NUMBER })).toMatchObject([{ id: s.som }]);
		expect(await refusalOf(correct(s, s.lua, 3, { name: 'Khác Tên' }))).toBe('correction-asked');
		const [change] = await identityChanges(s.as(s.mai, 4), {});
		expect(change).toMatchObject({ before: { number: NUMBER }, to: { number: null }, mine: false, phone: null });
		const of = { change: change!.change };
		expect((await waitingOf(s.as(s.mai, 4), [waitingIdentities])).get(waitingIdentities)).toBe(1);
		expect(await refusalOf(agreeIdentity(s.as({ ...s.mai, id: s.lua.id }, 4), of))).toBe('change-second-person');
		expect(await refusalOf(agreeIdentity(s.as(s.rang, 4), of))).toBe('not-allowed');
		expect(await refusalOf(agreeIdentity(s.as({ ...s.mai, centres: [2] }, 4), of))).toBe('change-unknown');
		await agreeIdentity(s.as(s.mai, 5), of);
		expect((await getPerson(s.as(s.mai, 6), s.som)).number).toBeNull();
		// The telephone was changed first: they are told at the one before.
		expect(await identityChanges(s.as(s.mai, 6), {})).toMatchObject([{ agreed: true, phone: SOM.phone }]);
		expect(await refusalOf(tellIdentity(s.as({ ...s.mai, id: s.lua.id }, 7), of))).toBe('change-second-person');
		await tellIdentity(s.as(s.mai, 7), of);
		expect(await identityChanges(s.as(s.mai, 8), {})).toEqual([]);
		expect(await myIdentityChanges(s.as(self(s.som), 9), {})).toMatchObject([{ fields: ['number'] }]);
		expect((await myLooks(s.as(self(s.som), 9), {})).rows.map(({ purpose }) => purpose)).toContain('identity');
	})
);

test(
	'what is dropped changes nothing, and what has moved on since is not agreed to',
	scene(async (s) => {
		await compared(s);
		await correct(s, s.lua, 1, { name: 'Khác Tên' });
		const first = (await identityChanges(s.as(s.mai, 2), {}))[0]!.change;
		await dropIdentity(s.as(s.lua, 2), { change: first });
		expect(await refusalOf(agreeIdentity(s.as(s.mai, 3), { change: first }))).toBe('change-decided');
		await correct(s, s.lua, 4, { name: 'Khác Tên' });
		const second = (await identityChanges(s.as(s.mai, 5), {}))[0]!.change;
		await correct(s, s.mai, 6, { phone: '0900000777', source: 'said' });
		expect(await refusalOf(agreeIdentity(s.as(s.mai, 7), { change: second }))).toBe('change-stale');
		expect((await getPerson(s.as(s.mai, 8), s.som)).name).toBe('Sương Thị Sớm');
	})
);

test(
	'the card read in an open session of that very person changes it at once, and only then',
	scene(async (s) => {
		await compared(s);
		const card = `${NUMBER}||Sương Thị Sớm|15031950|Nữ||`;
		const by = (who: Actor, minutes: number, more: object = {}) =>
			correct(s, who, minutes, { birthDate: '1950-03-15', source: 'card', card, ...more });
		expect((await by(s.lua, 1)).waits).toBe(true);
		await dropIdentity(s.as(s.lua, 1), { change: (await identityChanges(s.as(s.mai, 1), {}))[0]!.change });
		const session = crypto.randomUUID();
		await start(s.as(s.lua, 2), { id: session, person: s.gia, ticket: null });
		const beside = (subject: string): Actor => ({ ...s.lua, session, subject, authority: 'present' });
		expect((await by(beside(s.gia), 3)).waits).toBe(true);
		await dropIdentity(s.as(s.lua, 3), { change: (await identityChanges(s.as(s.mai, 3), {}))[0]!.change });
		expect((await by(beside(s.som), 4, { card: card.replace(NUMBER, '097048000204') })).waits).toBe(true);
		await dropIdentity(s.as(s.lua, 4), { change: (await identityChanges(s.as(s.mai, 4), {}))[0]!.change });
		expect(await by(beside(s.som), 5)).toMatchObject({ changed: 1, waits: false });
		expect(await enters(s, 6, { birthDate: '1950-03-15' })).toBe('let in');
		expect(await identityChanges(s.as(s.mai, 7), {})).toMatchObject([
			{ agreed: true, source: 'card', phone: SOM.phone }
		]);
	})
);

test(
	'“by card” makes somebody compared only when the card was read in a session with them',
	scene(async (s) => {
		const other = crypto.randomUUID();
		await recordUnverified(s.as(s.lua, 1), { id: other, name: 'Mây Thị Trôi', birthYear: 1951, hamlet: null });
		const number = '097151000042';
		const compares = async (who: Actor, minutes: number, more: object) => {
			await correct(s, who, minutes, { name: 'Mây Thị Trôi', source: 'card', number, ...more }, other);
			return (await getPerson(s.as(s.mai, minutes), other)).verified;
		};
		const card = `${number}||Mây Thị Trôi|02031951|Nữ||`;
		expect(await compares(s.lua, 2, { birthDate: '1951-03-01' })).toBe(false);
		expect(await compares(s.lua, 3, { birthDate: '1951-03-02', card })).toBe(false);
		const session = crypto.randomUUID();
		await start(s.as(s.lua, 4), { id: session, person: s.gia, ticket: null });
		const beside = (subject: string): Actor => ({ ...s.lua, session, subject, authority: 'present' });
		const same = { birthDate: '1951-03-02' };
		expect(await refusalOf(compares(beside(other), 5, same))).toBe('correction-nothing');
		expect(await refusalOf(compares(beside(s.gia), 5, { ...same, card }))).toBe('correction-nothing');
		expect(await compares(beside(other), 6, { ...same, card })).toBe(true);
	})
);

test(
	'a number that was moved to another row opens nothing by e-ID until somebody else has held a card beside it',
	scene(async (s) => {
		expect(await enters(s, 1)).toBe('let in');
		// Nobody was compared with a card yet: a paper alone moves the number, and the row remembers it.
		const other = crypto.randomUUID();
		await recordUnverified(s.as(s.lua, 2), { id: other, name: 'Sương Thị Sớm', birthYear: 1950, hamlet: null });
		await s.base.db`update person set verified = false where id = ${s.som}`;
		await correct(s, s.lua, 3, { number: null });
		await correct(s, s.lua, 4, { number: NUMBER }, other);
		expect(await enters(s, 5)).toBe('e-id-look');
		expect(await refusalOf(compareCard(s.as(s.lua, 6), { person: other, card: CARD }))).toBe('change-second-person');
		expect(await enters(s, 7)).toBe('e-id-look');
		await compareCard(s.as(s.mai, 8), { person: other, card: CARD });
		expect(await enters(s, 9)).toBe('let in');
	})
);

test(
	'an e-ID enters by number, name and birth together',
	scene(async (s) => {
		expect(await enters(s, 1, { birthDate: '1950-03-15' })).toBe('e-id-look');
		expect(await enters(s, 1, { birthDate: null })).toBe('e-id-look');
		expect(await enters(s, 1, { name: 'THONG VAN GIA' })).toBe('not-in-register');
		expect(await enters(s, 1, { number: '097048000204', name: 'THONG VAN GIA', birthDate: '1948-01-01' })).toBe(
			'let in'
		);
		expect(await enters(s, 1, { number: '097048000204', name: 'THONG VAN GIA', birthDate: '1949-01-01' })).toBe(
			'e-id-look'
		);
	})
);

test(
	'somebody compared into whom a row was joined is compared anew by somebody else than who joined',
	scene(async (s) => {
		const other = crypto.randomUUID();
		await recordUnverified(s.as(s.lua, 1), { id: other, name: 'Sương Thị Sớm', birthYear: 1950, hamlet: null });
		await mergePeople(s.as(s.mai, 2), { id: crypto.randomUUID(), kept: s.som, gone: other });
		expect(await enters(s, 3)).toBe('e-id-look');
		expect(await refusalOf(compareCard(s.as(s.mai, 4), { person: s.som, card: CARD }))).toBe('change-second-person');
		await compareCard(s.as(s.lua, 5), { person: s.som, card: CARD });
		expect(await enters(s, 6)).toBe('let in');
	})
);
