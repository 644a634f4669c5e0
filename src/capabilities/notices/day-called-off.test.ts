import { expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { askConsent } from '#capabilities/privacy/consents.server.ts';
import { book, openSlots } from '#capabilities/readiness/book.server.ts';
import { callOff } from '#capabilities/readiness/call-off.server.ts';
import { policeCalendar } from '#capabilities/readiness/calendar.server.ts';
import { recordTriage } from '#capabilities/readiness/record-triage.server.ts';
import { scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { gateway, goLive, hearFacts, sendDue } from '#tests/support/told.ts';
import { choose } from './choose.server.ts';
import type { Handing } from './port.ts';
import { lettersToPrint } from './letters.server.ts';
import { hearReceipt } from './send.server.ts';
import { myTold, toTell } from './told.server.ts';

// A day at the police is called off at noon. By the evening each of those who had a time has been reached, or stands on the list.

const NOON = 137;
/** Half past one. */
const NOON_REST_OVER = 227;
const EVENING = 617;
const id = (): string => crypto.randomUUID();
const ready = { want: 'level-2', card: 'chip', sim: 'own', phone: 'able', fingers: 'readable' } as const;
const day = {
	day: '2026-07-20',
	from: '08:00',
	until: '08:30',
	each: 30,
	capacity: 6,
	place: 'station',
	hamlet: null
} as const;
const how = { locale: 'vi', email: null, fromHour: 7, toHour: 20, noonRest: true, withId: null } as const;

type Kind = 'arrives' | 'no-receipt' | 'silent' | 'no-telephone' | 'no-yes' | 'wants-call';
const kinds: readonly Kind[] = ['arrives', 'no-receipt', 'silent', 'no-telephone', 'no-yes', 'wants-call'];
const phoneOf = (n: number): string => `09000002${String(n).padStart(2, '0')}`;

/** Somebody of each kind, with a time of the day that is called off. */
async function sixPeople(s: Scene): Promise<Map<Kind, string>> {
	await goLive(s);
	await openSlots(s.as(s.sam), day);
	const [slot] = (await policeCalendar(s.as(s.sam, 1), {})).rows.flatMap(({ slots }) => slots);
	const people = new Map<Kind, string>();
	for (const [n, kind] of kinds.entries()) {
		const phone = kind === 'no-telephone' ? null : phoneOf(n);
		const person = await settleMore(s, `Sương Thị Mùa ${'Một Hai Ba Bốn Năm Sáu'.split(' ')[n]}`, 1950, { phone });
		const session = id();
		const [at, guide] = [2 + n * 5, { ...s.lua, session, subject: person, authority: 'present' as const }];
		await start(s.as(s.lua, at), { id: session, person, ticket: null });
		await recordTriage(s.as(guide, at + 1), { id: id(), ...ready });
		await book(s.as(guide, at + 2), { id: id(), slot: slot!.id, companion: null });
		const yes = { purpose: 'notices', version: 1, answer: 'given', readAloud: true } as const;
		if (kind !== 'no-yes') await askConsent(s.as(guide, at + 3), { ...yes, id: id(), person });
		if (kind === 'wants-call') await choose(s.as(guide, at + 3), { ...how, channel: 'call' });
		await end(s.as(guide, at + 4), { session, reason: 'done' });
		people.set(kind, person);
	}
	await hearFacts(s, 60);
	await callOff(s.as(s.sam, NOON), { id: id(), slots: [slot!.id] });
	return people;
}

test(
	'called off at noon: by the evening everybody was reached or stands on the list, nobody twice, and nobody in their noon rest',
	scene(async (s) => {
		const people = await sixPeople(s);
		const [receipts, none, silent] = [0, 1, 2].map((n) => `+84${phoneOf(n).slice(1)}`);
		let minute = 60;
		const texts: (Handing & { minute: number })[] = [];
		const { carrier } = gateway((handing) => {
			texts.push({ ...handing, minute });
			if (handing.to === silent) throw new Error('silent');
			return { ref: handing.id, parts: 1 };
		});
		for (minute = 61; minute < NOON; minute += 30) await sendDue(s, minute, [carrier]);
		const before = texts.length;
		await hearFacts(s, NOON + 1);
		for (minute = NOON + 2; minute <= EVENING; minute += 6) {
			await sendDue(s, minute, [carrier]);
			const said = texts.slice(before).filter((one) => one.minute === minute);
			for (const { id: handed, to } of said)
				if (to === receipts)
					await hearReceipt({ ...s.base, now: s.as(s.lua, minute).now } as never, 'sms', {
						...{ id: handed, ref: null, said: 'arrived', why: null }
					});
		}
		const after = texts.slice(before);
		expect(Math.min(...after.map((one) => one.minute))).toBeGreaterThanOrEqual(NOON_REST_OVER);
		const state = async (kind: Kind) =>
			(await myTold(s.as(self(people.get(kind)!), EVENING), {})).rows.find(
				({ fact }) => fact === 'readiness.called-off'
			)!;
		expect(await state('arrives')).toMatchObject({ state: 'told', mark: 2 });
		const listed = (await toTell(s.as(s.lua, EVENING), {})).rows;
		expect(new Map(listed.map(({ person, why }) => [person, why]))).toEqual(
			new Map([
				[people.get('no-receipt')!, 'not-arrived'],
				[people.get('silent')!, 'silent'],
				[people.get('no-yes')!, 'no-yes'],
				[people.get('wants-call')!, 'wants-call']
			])
		);
		// Whoever has no telephone stands on the list of letters: somebody brings it before that day.
		const letters = (await lettersToPrint(s.as(s.lua, EVENING), {})).rows;
		expect(letters.map(({ person, until }) => [person, until !== null])).toEqual([[people.get('no-telephone')!, true]]);
		// One word each: whoever was silent is asked again under the same id.
		expect(new Set(after.filter(({ to }) => to === receipts).map((one) => one.id)).size).toBe(1);
		expect(new Set(after.filter(({ to }) => to === none).map((one) => one.id)).size).toBe(1);
		expect(new Set(after.filter(({ to }) => to === silent).map((one) => one.id)).size).toBe(1);
		expect(new Set(after.map(({ to }) => to))).toEqual(new Set([receipts, none, silent]));
	})
);
