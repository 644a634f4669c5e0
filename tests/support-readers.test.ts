import { expect, test } from 'vitest';
import { openIncident } from '#capabilities/incidents/open.server.ts';
import { endIncident } from '#capabilities/incidents/over.server.ts';
import { showIncident } from '#capabilities/incidents/show.server.ts';
import { joinTickets } from '#capabilities/incidents/tickets.server.ts';
import { letFollow, myMandates, revokeMandate } from '#capabilities/mandates/mandates.server.ts';
import { represent } from '#capabilities/mandates/represent.server.ts';
import { staffNotices } from '#capabilities/notices/staff-told.server.ts';
import { myTold } from '#capabilities/notices/told.server.ts';
import { endBusiness, recordBusiness } from '#capabilities/residents/businesses.server.ts';
import { showBusiness } from '#capabilities/residents/find-businesses.server.ts';
import { askFor, ticketsOfStoodFor } from '#capabilities/support/business.server.ts';
import { giveTicket } from '#capabilities/support/give.server.ts';
import { myMends, sayOnMend } from '#capabilities/support/mend.server.ts';
import { sayOnOwn } from '#capabilities/support/own.server.ts';
import { showTicket } from '#capabilities/support/show.server.ts';
import { dayOf } from '#kernel/day.ts';
import { acting } from './support/accounts.ts';
import { beside, refusalOf, scene, self, type Scene } from './support/scene.ts';
import { hearFacts } from './support/told.ts';

// Who is told of what happens to a ticket: each whom it is of, whoever asked it for them as long as they may, and nobody else.

const id = (): string => crypto.randomUUID();
const chop = (s: Scene) => acting(s, 'chop', 'engineer', []);
async function shop(s: Scene): Promise<string> {
	const { id: business } = await recordBusiness(s.as(s.lua, 1), {
		...{ id: id(), kind: 'household', name: 'Tạp hoá Mưa Rào', number: '38-0001234', phone: '0900000771' },
		...{ hamlet: 'thôn Bến Gió', elsewhere: false, sure: false }
	});
	await represent(s.as(s.lua, 2), {
		...{ id: id(), business: business!, agent: s.som, paper: 'authority', scope: 'ask', to: null },
		...{ from: dayOf(s.as(s.lua).now), open: true, paperSeen: true }
	});
	return business!;
}
const lets = (s: Scene, minutes = 1) =>
	letFollow(s.as(beside(s, s.som), minutes), {
		...{ id: id(), agent: s.gia, until: 'open', evidence: 'said', readAloud: true }
	});
async function asks(
	s: Scene,
	who: string,
	whom: string,
	minutes: number,
	phone: string | null = null
): Promise<string> {
	const ticket = id();
	await askFor(s.as(self(who), minutes), {
		id: ticket,
		whom,
		system: 'portal',
		words: 'Cổng quay mãi.',
		fault: null,
		phone
	});
	return (await ticketsOfStoodFor(s.as(self(who), minutes), { whom })).tickets.rows[0]!.id;
}
const told = async (s: Scene, who: string, minutes: number, of: string) =>
	(await myTold(s.as(self(who), minutes), {})).rows.map(({ fact }) => fact).filter((fact) => fact.startsWith(of));
const version = async (s: Scene, ticket: string) => (await showTicket(s.as(s.lua), { ticket })).version;

test(
	'the end of an outage is told to whoever stands for a business and to both where somebody asked for another, each once',
	scene(async (s) => {
		const business = await shop(s);
		await lets(s);
		const tickets = [await asks(s, s.som, business, 3), await asks(s, s.gia, s.som, 4, '+49 30 5550101')];
		const { id: incident } = await openIncident(s.as(s.lua, 5), {
			id: id(),
			system: 'portal',
			since: null,
			words: null
		});
		const seen = async () => ({ incident, version: (await showIncident(s.as(s.lua, 6), { incident })).version });
		await joinTickets(s.as(s.lua, 6), { ...(await seen()), tickets });
		await endIncident(s.as(s.mai, 7), await seen());
		for (const minutes of [8, 9]) await hearFacts(s, minutes);
		expect((await told(s, s.som, 10, 'incidents')).toSorted()).toEqual([
			'incidents.answered-business',
			'incidents.answered-hers'
		]);
		expect(await told(s, s.gia, 10, 'incidents')).toEqual(['incidents.answered-asked']);
	})
);

test(
	'who may ask for another no more is told of no answer, by whoever it is given; she is',
	scene(async (s) => {
		await lets(s);
		const ticket = await asks(s, s.gia, s.som, 3, '+49 30 5550101');
		await giveTicket(s.as(s.lua, 4), {
			id: id(),
			ticket,
			version: await version(s, ticket),
			to: chop(s).id,
			words: null
		});
		const [line] = (await myMends(s.as(chop(s), 5), {})).rows;
		expect(line).toMatchObject({ name: 'Sương Thị Sớm', asked: { name: 'Thông Văn Già', phone: '+49305550101' } });
		expect(line!.phone).not.toBe('+49305550101');
		const [mandate] = await myMandates(s.as(self(s.som), 6), {});
		await revokeMandate(s.as(self(s.som), 6), { mandate: mandate!.id });
		const say = { id: id(), ticket, version: line!.version, kind: 'answered' as const, words: 'Xong.', until: null };
		await sayOnMend(s.as(chop(s), 7), say);
		await hearFacts(s, 8);
		expect([await told(s, s.gia, 9, 'support'), await told(s, s.som, 9, 'support')]).toEqual([
			[],
			['support.answered-hers']
		]);
	})
);

test(
	'an engineer reads the business of a ticket and where it is rung; its answer is told to whoever stands for it, and a word back to the whole team',
	scene(async (s) => {
		const business = await shop(s);
		const ticket = await asks(s, s.som, business, 3);
		await giveTicket(s.as(s.lua, 4), {
			id: id(),
			ticket,
			version: await version(s, ticket),
			to: chop(s).id,
			words: null
		});
		const [line] = (await myMends(s.as(chop(s), 5), {})).rows;
		expect(line).toMatchObject({ name: 'Tạp hoá Mưa Rào', phone: '0900000771', asked: { name: 'Sương Thị Sớm' } });
		const say = { id: id(), ticket, version: line!.version, kind: 'solved' as const, words: 'Xong.', until: null };
		await sayOnMend(s.as(chop(s), 6), say);
		await hearFacts(s, 7);
		expect(await told(s, s.som, 8, 'support')).toEqual(['support.answered-business']);
		const back = { id: id(), ticket, version: line!.version + 1, kind: 'back' as const, words: 'Chưa được.' };
		await sayOnOwn(s.as(self(s.som), 9), back);
		await hearFacts(s, 10);
		const facts = async (who: typeof s.lua) =>
			(await staffNotices(s.as(who, 11), { page: 0 })).rows
				.map(({ fact }) => fact)
				.filter((fact) => fact === 'support.replied');
		expect([await facts(s.lua), await facts(s.mai)]).toEqual([['support.replied'], ['support.replied']]);
	})
);

test(
	'older words that let somebody do less give way to the newer; the same twice does not',
	scene(async (s) => {
		const { id: older } = await lets(s);
		expect(await refusalOf(lets(s, 2))).toBe('mandate-stands');
		await s.base.db`update mandate set words_read = 2 where id = ${older}`;
		const { id: newer } = await lets(s, 3);
		expect((await myMandates(s.as(self(s.som), 4), {})).map((one) => one.id)).toEqual([newer]);
		await asks(s, s.gia, s.som, 5, '+49 30 5550101');
	})
);

test(
	'whoever stands for a business hears that it ended, and reads for it again where that was a mistake',
	scene(async (s) => {
		const business = await shop(s);
		await asks(s, s.som, business, 3);
		const end = async (minutes: number, from: string | null) =>
			endBusiness(s.as(s.lua, minutes), {
				...{ business, version: (await showBusiness(s.as(s.lua, minutes), { business })).version, from }
			});
		await end(4, dayOf(s.as(s.lua).now));
		await hearFacts(s, 5);
		expect(await told(s, s.som, 6, 'mandates.business')).toEqual(['mandates.business-over']);
		expect(await refusalOf(ticketsOfStoodFor(s.as(self(s.som), 6), { whom: business }))).toBe('support-not-standing');
		await end(7, null);
		expect((await ticketsOfStoodFor(s.as(self(s.som), 8), { whom: business })).tickets.rows).toHaveLength(1);
	})
);
