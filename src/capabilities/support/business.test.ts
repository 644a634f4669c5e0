import * as v from 'valibot';
import { expect, test } from 'vitest';
import { dayOf } from '#kernel/day.ts';
import { anyone } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { letFollow, myMandates, revokeMandate } from '#capabilities/mandates/mandates.server.ts';
import { endRepresentation, represent } from '#capabilities/mandates/represent.server.ts';
import { myTold } from '#capabilities/notices/told.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { recordBusiness } from '#capabilities/residents/businesses.server.ts';
import { myCopyOf } from '#tests/support/copy.ts';
import { hearFacts } from '#tests/support/told.ts';
import { beside, refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { askFor, openForBusiness, ticketsOfStoodFor } from './business.server.ts';
import { sayOnTicket } from './go-on.server.ts';
import { AskFor } from './inputs-business.ts';
import { lookUpTicket } from './look-up.server.ts';
import { mergeTicket } from './merge.server.ts';
import { myTickets, sayOnOwn } from './own.server.ts';
import { showTicket, tickets } from './show.server.ts';
import { forgetTickets } from './sql.server.ts';

const id = (): string => crypto.randomUUID();
const WORDS = 'Máy in hoá đơn không chạy.';

async function shop(s: Scene): Promise<string> {
	const { id: business } = await recordBusiness(s.as(s.lua, 1), {
		...{ id: id(), kind: 'household', name: 'Tạp hoá Mưa Rào', number: '38-0001234', phone: '0900000771' },
		...{ hamlet: 'thôn Bến Gió', elsewhere: false, sure: false }
	});
	return business!;
}
const stand = (s: Scene, business: string, agent: string, scope: 'ask' | 'follow' | 'everything' = 'ask') =>
	represent(s.as(s.lua, 2), {
		...{ id: id(), business, agent, paper: 'authority', scope, from: dayOf(s.as(s.lua).now), to: null },
		...{ open: true, paperSeen: true }
	});
const ask = (s: Scene, who: string, whom: string, minutes: number, phone: string | null = null) =>
	askFor(s.as(self(who), minutes), { id: id(), whom, system: 'portal', words: WORDS, fault: null, phone });
const read = (s: Scene, who: string, whom: string, minutes: number) =>
	ticketsOfStoodFor(s.as(self(who), minutes), { whom });
const write = (s: Scene, business: string, more: object = {}, minutes = 3) =>
	openForBusiness(s.as(s.lua, minutes), {
		...{ id: id(), business, asked: null, caller: 'Bèo Văn Ao', phone: '0900000772', system: 'printer' },
		...{ source: 'phone', stuck: 'one', due: 'today', fault: null, words: WORDS },
		...more
	});
const answer = async (s: Scene, ticket: string, minutes: number, kind: 'answered' | 'note' = 'answered') => {
	const { version } = await showTicket(s.as(s.lua, minutes), { ticket });
	return sayOnTicket(s.as(s.lua, minutes), { id: id(), ticket, version, kind, words: 'Cháu xem rồi.', until: null });
};
const facts = async (s: Scene, who: string, minutes: number) =>
	(await myTold(s.as(self(who), minutes), {})).rows
		.map(({ fact }) => fact)
		.filter((fact) => fact.startsWith('support'));

test(
	'whoever stands for a shop asks for it, reads the answer and speaks on it; once that is over they read nothing',
	scene(async (s) => {
		const business = await shop(s);
		expect(await refusalOf(ask(s, s.som, business, 2))).toBe('support-not-standing');
		const { id: standing } = await stand(s, business, s.som);
		expect(await ask(s, s.som, business, 3)).toMatchObject({ number: 1, why: null });
		const { of, tickets: own } = await read(s, s.som, business, 4);
		expect(of).toMatchObject({ kind: 'business', name: 'Tạp hoá Mưa Rào', basis: 'paper-authority' });
		const ticket = own.rows[0]!.id;
		expect(own.rows[0]!.events).toMatchObject([{ kind: 'said', words: WORDS }]);
		expect(await showTicket(s.as(s.lua, 5), { ticket })).toMatchObject({
			...{ name: 'Tạp hoá Mưa Rào', business, person: null, phone: '0900000771', unproved: false },
			asked: { person: s.som, name: 'Sương Thị Sớm', phone: null }
		});
		await answer(s, ticket, 6, 'note');
		await answer(s, ticket, 7);
		const [heard] = (await read(s, s.som, business, 8)).tickets.rows;
		expect(heard!.events.map(({ kind }) => kind)).toEqual(['said', 'answered']);
		const say = (who: string, minutes: number) =>
			sayOnOwn(s.as(self(who), minutes), {
				...{ id: id(), ticket, version: heard!.version, kind: 'said', words: 'Cháu thử lại.' }
			});
		expect(await refusalOf(say(s.gia, 9))).toBe('support-unknown');
		await say(s.som, 9);
		expect((await myTickets(s.as(self(s.som), 9), { page: 0 })).rows).toEqual([]);
		await endRepresentation(s.as(s.lua, 10), { representation: standing });
		expect(await refusalOf(read(s, s.som, business, 11))).toBe('support-not-standing');
		expect(await refusalOf(ask(s, s.som, business, 11))).toBe('support-not-standing');
		expect(await refusalOf(say(s.som, 11))).toBe('support-unknown');
	})
);

test(
	'whoever only follows reads and does not ask; each who stands for it is told of an answer once, and nobody else',
	scene(async (s) => {
		const business = await shop(s);
		await stand(s, business, s.som);
		await stand(s, business, s.gia, 'follow');
		await ask(s, s.som, business, 3);
		expect(await refusalOf(ask(s, s.gia, business, 4))).toBe('support-not-standing');
		const { of, tickets: seen } = await read(s, s.gia, business, 4);
		expect([of.acts, seen.rows[0]!.says]).toEqual([['follow'], []]);
		await answer(s, seen.rows[0]!.id, 5);
		await hearFacts(s, 6);
		await hearFacts(s, 7);
		for (const who of [s.som, s.gia]) expect(await facts(s, who, 8)).toEqual(['support.answered-business']);
	})
);

test(
	'the house writes a ticket of a shop: asked by somebody who stands for it, or by a caller who is unproved and hears what stands on a slip',
	scene(async (s) => {
		const business = await shop(s);
		expect(await refusalOf(write(s, business, { caller: null, phone: null }))).toBe('support-caller-missing');
		expect(await refusalOf(write(s, business, { asked: s.som }))).toBe('support-of-two');
		expect(await refusalOf(write(s, business, { asked: s.som, caller: null }))).toBe('support-not-standing');
		const { id: ticket, number } = await write(s, business);
		expect(await showTicket(s.as(s.mai, 4), { ticket })).toMatchObject({
			...{ name: 'Tạp hoá Mưa Rào', unproved: true, phone: '0900000771' },
			asked: { person: null, name: 'Bèo Văn Ao', phone: '0900000772' }
		});
		expect((await tickets(s.as(s.lua, 4), { view: 'all' })).rows[0]).toMatchObject({ business, person: null });
		const look = (phone: string) =>
			lookUpTicket(s.as(anyone(new Set(rightsOf.public)), 5), {
				...{ centre: 1, number: String(number), phone, address: '203.0.113.9', browser: null }
			});
		expect(await look('0900000772')).toEqual({ state: 'open', next: 'answer', nextOn: '2026-07-14', why: null });
		expect((await look('0900000771')).why).toBe('support-no-match');
		await stand(s, business, s.som);
		const second = await write(s, business, { asked: s.som, caller: null, phone: null }, 6);
		// Two of one shop are one matter; nothing of it comes under somebody else.
		const { version } = await showTicket(s.as(s.lua, 7), { ticket: second.id });
		await mergeTicket(s.as(s.lua, 7), { ticket: second.id, version, into: String(number) });
		expect((await read(s, s.som, business, 8)).tickets.rows.map((one) => one.number)).toEqual([number]);
		const [row] = await s.base.db<
			{ caller: Buffer; phone: Buffer }[]
		>`select caller, phone from support_ticket where id = ${ticket}`;
		expect(`${row!.caller}${row!.phone}`).not.toMatch(/Bèo|0900000772/);
	})
);

const ABROAD = '+49 30 5550101';

/** She lets him follow, by the words that say that he asks for her. */
async function followed(s: Scene): Promise<string> {
	const guide = beside(s, s.som);
	return (
		await letFollow(s.as(guide, 1), {
			...{ id: id(), agent: s.gia, until: 'open', evidence: 'said', readAloud: true }
		})
	).id;
}

test('a telephone abroad is taken and kept, and what is none is told beside its box', () => {
	const input = { id: id(), whom: id(), system: 'portal', words: WORDS, fault: null };
	expect(v.parse(AskFor, { ...input, phone: ABROAD }).phone).toBe('+49305550101');
	expect(v.parse(AskFor, { ...input, phone: '0049 30 5550101' }).phone).toBe('+49305550101');
	expect(v.safeParse(AskFor, { ...input, phone: '49305550101' }).issues?.map(({ message }) => message)).toEqual([
		'support-phone-anywhere'
	]);
});

test(
	'somebody abroad asks for their mother by her mandate: he reads what he asked and its answer, she hears that there is one, and he nothing else of hers',
	scene(async (s) => {
		const mandate = await followed(s);
		await ask(s, s.gia, s.som, 3, ABROAD);
		const { of, tickets: his } = await read(s, s.gia, s.som, 4);
		expect(of).toMatchObject({ kind: 'person', name: 'Sương Thị Sớm', basis: 'by-said' });
		const ticket = his.rows[0]!.id;
		expect(await showTicket(s.as(s.lua, 5), { ticket })).toMatchObject({
			...{ name: 'Sương Thị Sớm', person: s.som, phone: '0900000318' },
			asked: { person: s.gia, name: 'Thông Văn Già', phone: '+49305550101' }
		});
		await answer(s, ticket, 6);
		await hearFacts(s, 7);
		expect(await facts(s, s.gia, 8)).toEqual(['support.answered-asked']);
		expect(await facts(s, s.som, 8)).toEqual(['support.answered-hers']);
		const [hers] = (await myTickets(s.as(self(s.som), 8), { page: 0 })).rows;
		expect([hers!.byAnother, his.rows[0]!.byAnother]).toEqual([true, false]);
		const { support_ticket: asked, support_event: words } = await myCopyOf(s, s.gia, 8);
		expect([asked, words]).toMatchObject([[{ asked: 'for-another' }], []]);
		const { support_event: herWords } = await myCopyOf(s, s.som, 8);
		expect(herWords!.map((one) => one['words'])).toEqual([WORDS, 'Cháu xem rồi.']);
		expect(hers!.events.map(({ kind }) => kind)).toEqual(['said', 'answered']);
		// A word of his is his having heard; she has not.
		const [seen] = (await read(s, s.gia, s.som, 9)).tickets.rows;
		const say = (minutes: number) =>
			sayOnOwn(s.as(self(s.gia), minutes), {
				...{ id: id(), ticket, version: seen!.version, kind: 'said', words: 'Mẹ cháu bảo được rồi.' }
			});
		await say(9);
		await hearFacts(s, 10);
		const state = async (who: string) =>
			(await myTold(s.as(self(who), 11), {})).rows.find(({ fact }) => fact.startsWith('support'))!.state;
		expect([await state(s.gia), (await state(s.som)) === 'over']).toEqual(['over', false]);
		const [given] = await myMandates(s.as(self(s.som), 12), {});
		expect(given!.id).toBe(mandate);
		await revokeMandate(s.as(self(s.som), 12), { mandate });
		expect(await refusalOf(read(s, s.gia, s.som, 13))).toBe('support-not-standing');
		expect(await refusalOf(say(13))).toBe('support-unknown');
		expect((await myTickets(s.as(self(s.som), 13), { page: 0 })).rows).toHaveLength(1);
	})
);

test(
	'by the words of before nobody asks for another; after an erasure nothing is left of who asked',
	scene(async (s) => {
		const mandate = await followed(s);
		await ask(s, s.gia, s.som, 3, ABROAD);
		await s.base.db`update mandate set words_read = 2 where id = ${mandate}`;
		expect(await refusalOf(ask(s, s.gia, s.som, 4))).toBe('support-not-standing');
		await lookAs(s.as(s.thach, 5), ({ db }) => forgetTickets(db, s.gia));
		const rows = await s.base.db`select asked_by, phone, person_id from support_ticket`;
		expect(rows).toEqual([{ askedBy: null, phone: null, personId: s.som }]);
	})
);
