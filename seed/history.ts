import { only } from '#platform/dispatch.server.ts';
import { Secret } from 'otpauth';
import { secondFactor, totpOf } from '#capabilities/access/second-factor.server.ts';
import { fullTokenOf } from '#capabilities/access/shift.server.ts';
import { sitAtDesk } from '#capabilities/access/sessions.server.ts';
import { staffAtDoor } from '#capabilities/access/door.server.ts';
import { halfTokenOf, signIn } from '#capabilities/access/sign-in.server.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { recordEncounter } from '#capabilities/assistance/encounters.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { giveChance, rateByLink, rateTokenOf } from '#capabilities/satisfaction/rate.server.ts';
import { seeded } from '#kernel/seeded.ts';
import { rightsOf } from '#program/roles.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { instantOf } from '#kernel/day.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { neighbours } from './cast.ts';
import { pastCase } from './cases.ts';
import { deskId, idOf, personId, type Base, type Hired } from './house.ts';
import { playLine } from './line.ts';

const SESSIONS = 6;
const CASES = 2;

const kiosk: Actor = { ...anyone(new Set(rightsOf.kiosk)), kind: 'device', id: idOf('pair kiosk'), centres: [1] };

/** One past working day: the line, assisted sessions with how they were done, ratings, and files on their way. */
export async function history(base: Base, day: string, hired: readonly Hired[], age: number): Promise<void> {
	if (isDayOff(day)) return;
	const random = seeded(Number(day.replaceAll('-', '')));
	const opening = instantOf(day, '07:00');
	for (const one of hired) if (one.desk && one.place === 1) await shift(base, one, opening);
	await playLine(base, kiosk, { day, from: opening, minutes: 180, people: 14 }, random);
	for (let n = 0; n < SESSIONS; n++) await helped(base, day, n, age, random);
	for (let n = 0; n < CASES; n++) await pastCase(base, day, n, random);
}

/** A member of staff comes to work: both factors, and a desk. */
export async function shift(base: Base, one: Hired, now: Date): Promise<void> {
	const door = (step: string, may: { called: string }): { context: Parameters<typeof signIn>[0] } => ({
		context: {
			...base,
			now,
			actor: system('door', only(may)),
			request: idOf(`${step} ${one.login} ${now.toISOString()}`)
		}
	});
	const first = door('sign-in', signIn).context;
	await signIn(first, { login: one.login, password: one.password, address: '127.0.0.1' });
	const code = totpOf(Secret.fromBase32(one.totpSecret)).generate({ timestamp: now.getTime() });
	const second = door('second', secondFactor).context;
	await secondFactor(second, { token: halfTokenOf(first), code });
	const door2 = await staffAtDoor(base.db as Parameters<typeof staffAtDoor>[0], rightsOf, fullTokenOf(second), now);
	if (!door2 || !one.desk) return;
	await sitAtDesk(
		{ ...base, now, actor: door2.actor, request: idOf(`sit ${one.login} ${now.toISOString()}`) },
		{ desk: deskId(one.desk), session: door2.staff.sessionId }
	);
}

/** The share done alone grows with the weeks, as the campaign hopes; the figures are made up and marked so. */
async function helped(base: Base, day: string, n: number, age: number, random: () => number): Promise<void> {
	const now = instantOf(
		day,
		`${String(8 + n).padStart(2, '0')}:${String(Math.floor(random() * 50) + 5).padStart(2, '0')}`
	);
	const session = idOf(`session ${day} ${n}`);
	const neighbour = neighbours[Math.floor(random() * neighbours.length)]!;
	const person = personId(neighbour.name + String(neighbour.birth));
	const guide: Actor = {
		...anyone(only(start, end)),
		kind: 'staff',
		id: idOf('staff lua'),
		centres: [1],
		desk: deskId('guide-1'),
		machine: idOf(`machine ${day}`)
	};
	const as = (actor: Actor, step: string, minutes = 0) => ({
		...base,
		actor,
		now: new Date(now.getTime() + minutes * 60_000),
		request: idOf(`${step} ${day} ${n}`)
	});
	await start(as(guide, 'start'), { id: session, person, ticket: null });
	const inside: Actor = { ...guide, session, subject: person };
	const minutes = 8 + Math.floor(random() * 14);
	await end(as(inside, 'end', minutes), { session, reason: 'done' });
	const luck = random() * 100;
	const how = luck < 22 + age / 2 ? 'self' : luck < 66 + age / 4 ? 'guided' : 'done-for';
	await recordEncounter(as(system('seed', only(recordEncounter), null, [1]), 'encounter', minutes), {
		id: idOf(`encounter ${day} ${n}`),
		session,
		topic: 'public-services',
		how
	});
	if (random() < 0.7) await rated(base, as, session, `${day} ${n}`, random);
}

async function rated(
	base: Base,
	as: (actor: Actor, step: string, minutes?: number) => Parameters<typeof rateByLink>[0],
	session: string,
	key: string,
	random: () => number
): Promise<void> {
	const giver = as(system('seed', only(giveChance, rateByLink), null, [1]), 'chance', 25);
	await giveChance(giver, { session, case: null });
	const luck = random();
	const score = luck < 0.55 ? 4 : luck < 0.86 ? 3 : luck < 0.96 ? 2 : 1;
	await rateByLink(as(giver.actor, 'rate', 40), {
		id: idOf(`rating ${key}`),
		token: rateTokenOf(base, session),
		score
	});
}
