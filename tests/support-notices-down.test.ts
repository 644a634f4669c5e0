import { expect, test } from 'vitest';
import { toldAbout } from '#capabilities/notices/told-about.server.ts';
import { sayOnTicket } from '#capabilities/support/go-on.server.ts';
import { showTicket } from '#capabilities/support/show.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import { scene, type Scene } from './support/scene.ts';
import { gateway, hearFacts, sayYesToWords, sendDue, takes } from './support/told.ts';

// Whoever tells people is away while a ticket is answered: the answer stands, the page of the team says how far the word went, and it is sent once.

const id = (): string => crypto.randomUUID();
const down = () =>
	gateway(() => {
		throw new Error('nobody answers there');
	});
async function answered(s: Scene): Promise<string> {
	await sayYesToWords(s);
	const ticket = id();
	await openTicket(s.as(s.lua, 1), {
		...{ id: ticket, system: 'portal', source: 'phone', stuck: 'one', due: 'today', person: s.som },
		...{ caller: null, phone: null, fault: null, words: 'Không vào được.' }
	});
	const said = { id: id(), ticket, version: 1, kind: 'answered' as const, until: null };
	await sayOnTicket(s.as(s.lua, 2), { ...said, words: 'Bác thử lại chiều nay.' });
	return ticket;
}
const stands = async (s: Scene, ticket: string, minutes: number) =>
	(await showTicket(s.as(s.mai, minutes), { ticket })).events.map(({ kind }) => kind);
const last = async (s: Scene, ticket: string, minutes: number, who = s.mai) =>
	(await toldAbout(s.as(who, minutes), { about: ticket })).last;

test(
	'the program that tells people stands still: the answer stands, and told late, also twice, it is one word',
	scene(async (s) => {
		const ticket = await answered(s);
		expect(await stands(s, ticket, 3)).toEqual(['said', 'answered']);
		expect(await last(s, ticket, 60)).toBeNull();
		const there = gateway(takes);
		await hearFacts(s, 61);
		await hearFacts(s, 62);
		expect(await last(s, ticket, 62)).toMatchObject({ state: 'waiting' });
		for (const minutes of [63, 64, 90]) await sendDue(s, minutes, [there.carrier]);
		expect(there.handed).toHaveLength(1);
		expect(await last(s, ticket, 91)).toMatchObject({ state: 'out', tried: 'taken' });
	})
);

test(
	'the gateway is silent: the answer stands, the page says that the word did not go, and it goes once under the same id when it is back',
	scene(async (s) => {
		const ticket = await answered(s);
		await hearFacts(s, 3);
		const away = down();
		for (let minutes = 4; minutes < 20; minutes++) await sendDue(s, minutes, [away.carrier]);
		expect(away.handed.length).toBeGreaterThan(0);
		expect(await stands(s, ticket, 20)).toEqual(['said', 'answered']);
		expect(await last(s, ticket, 20)).toMatchObject({ state: 'out', tried: 'silent' });
		expect(await last(s, ticket, 20, s.rang)).toBeNull();
		const there = gateway(takes);
		for (let minutes = 60; minutes < 600; minutes += 20) await sendDue(s, minutes, [there.carrier]);
		expect(there.handed).toHaveLength(1);
		expect(new Set([...away.handed, ...there.handed].map((one) => one.id)).size).toBe(1);
		expect(await last(s, ticket, 600)).toMatchObject({ tried: 'taken' });
	})
);

test(
	'the gateway refuses: nobody is told twice, and it stands among those who have to hear it from a person',
	scene(async (s) => {
		const ticket = await answered(s);
		await hearFacts(s, 3);
		const no = gateway(() => ({ refused: 'no such number', forgets: false }));
		for (let minutes = 4; minutes < 900; minutes += 30) await sendDue(s, minutes, [no.carrier]);
		expect(no.handed).toHaveLength(1);
		expect(await stands(s, ticket, 900)).toEqual(['said', 'answered']);
		expect(await last(s, ticket, 900)).toMatchObject({ tried: 'refused' });
	})
);
