// What somebody does who wants a certificate that nobody earned, or a name that is none of theirs.

import { expect, test } from 'vitest';
import { addHand, endHand } from '#capabilities/classes/hosts.server.ts';
import { markRoll } from '#capabilities/classes/roll.server.ts';
import { leaveSeat, seatByPhone } from '#capabilities/classes/seats.server.ts';
import { tryNumber, checkedNumber } from '#capabilities/certificates/check.server.ts';
import { draws, drawRechecks, publicDraws } from '#capabilities/certificates/draw.server.ts';
import { giveCertificate, takeBackCertificate } from '#capabilities/certificates/give.server.ts';
import { certificatesListens } from '#capabilities/certificates/listens.server.ts';
import { certificatesBeside, myCertificates } from '#capabilities/certificates/own.server.ts';
import { paper } from '#capabilities/certificates/paper.server.ts';
import { given, oneGiven, questions } from '#capabilities/certificates/questions.server.ts';
import { missRecheck, rechecks, sayRecheck } from '#capabilities/certificates/recheck.server.ts';
import { numberFrom } from '#capabilities/certificates/rules-number.ts';
import { takeBackSeen } from '#capabilities/learning/observe.server.ts';
import { statementBeside } from '#capabilities/learning/skills.server.ts';
import { erase } from '#capabilities/data-rights/erase.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { transaction } from '#platform/db.server.ts';
import { register } from '#platform/listen.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { rightsOf, rightsOfKey } from '#program/roles.ts';
import { acting, granted, hired } from './support/accounts.ts';
import { getUp, openClass, showTopic, sitBeside } from './support/certificates.ts';
import { hearIn } from './support/hear.ts';
import { refusalOf, scene, self, settleMore, type Scene } from './support/scene.ts';

register(certificatesListens);

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
const topic = 'medical-booking' as const;
const anybody = (s: Scene, minutes = 0) => s.as(anyone(new Set(rightsOf.public)), minutes);

async function confirmed(s: Scene, person: string, who: Actor, minutes = 0): Promise<{ id: string; number: string }> {
	const sits = await sitBeside(s, person, who, minutes);
	await showTopic(s, sits, { topic, minutes: minutes + 1 });
	const made = await giveCertificate(s.as(sits, minutes + 2), { id: id(), topic });
	await getUp(s, sits, minutes + 3);
	return made;
}
/** A statement of somebody, and that nothing came of it: the rows hold where no command asks. */
const inRows = (
	s: Scene,
	who: Actor,
	work: (sql: Parameters<Parameters<typeof transaction>[1]>[0]) => PromiseLike<unknown>
) =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, who, id());
		return work(sql);
	}).then(
		(done) => (done as { count: number }).count,
		(fault: unknown) => String(fault)
	);

test(
	'C1 a certificate of another commune is read, printed, taken back and looked at again by nobody',
	scene(async (s) => {
		const { id: certificate } = await confirmed(s, s.som, s.mai);
		const far = { ...s.thach, centres: [2] };
		for (const tried of [
			() => oneGiven(s.as(far, 5), { certificate }),
			() => paper(s.as(far, 5), { certificate }),
			() => takeBackCertificate(s.as(far, 5), { certificate, why: 'phá' }),
			() => missRecheck(s.as(s.rang, 5), { certificate })
		])
			expect(await refusalOf(tried())).toBe('certificate-unknown');
		expect((await given(s.as(far, 5), {})).rows).toEqual([]);
		expect(await rechecks(s.as(s.rang, 5), {})).toEqual([]);
		expect(await questions(s.as(far, 5), {})).toEqual([]);
	})
);

test(
	'C2 whoever taught gives none in another role, nor once the learner has left the seat after a lesson',
	scene(async (s) => {
		await granted(s, s.lua.id, 1, 'receiving-officer');
		const run = await openClass(s, topic, s.lua.id);
		const seat = id();
		await seatByPhone(s.as(s.lua, 1), { id: seat, run, person: s.som });
		const lesson = 8 * DAY + 7 * 60;
		await markRoll(s.as(s.lua, lesson), { run, no: 1, marks: [{ person: s.som, how: 'here' }] });
		await leaveSeat(s.as(s.lua, lesson + 1), { seat });
		const other = { ...acting(s, 'lua', 'receiving-officer'), machine: s.lua.machine };
		const sits = await sitBeside(s, s.som, other, lesson + 2);
		await showTopic(s, sits, { topic, minutes: lesson + 3 });
		expect(await refusalOf(giveCertificate(s.as(sits, lesson + 4), { id: id(), topic }))).toBe('certificate-trainer');
	})
);

test(
	'C3 an officer who is not named does not pass over the assessor of another organisation by naming themselves for the centre',
	scene(async (s) => {
		const run = await openClass(s, topic, s.lua.id);
		await seatByPhone(s.as(s.lua, 1), { id: id(), run, person: s.som });
		await addHand(s.as(s.lua, 1), {
			run,
			staff: acting(s, 'ngau', 'receiving-officer').id,
			part: 'assessor',
			organisation: 'women'
		});
		await addHand(s.as(s.lua, 1), { run, staff: s.mai.id, part: 'assessor', organisation: 'centre' });
		const sits = await sitBeside(s, s.som, s.mai, 2);
		await showTopic(s, sits, { topic, minutes: 3 });
		expect(await refusalOf(giveCertificate(s.as(sits, 4), { id: id(), topic }))).toBe('certificate-organisation');
		// Taken off the class by whoever leads it, which the journal keeps.
		await endHand(s.as(s.lua, 5), { run, staff: acting(s, 'ngau', 'receiving-officer').id });
		await giveCertificate(s.as(sits, 6), { id: id(), topic });
	})
);

test(
	'C4 a co-host opens none of its doors, and no key of anybody gives one or takes one back',
	scene(async (s) => {
		const doan = await hired(s, 'doan', 'co-host');
		const tried = { id: id(), topic };
		expect(await refusalOf(giveCertificate(s.as({ ...doan, centres: [] }), tried))).toBe('not-allowed');
		const doors = ['give-certificate', 'take-back', 'say-recheck', 'miss-recheck', 'paper', 'beside'].map(
			(door) => `certificates.${door}`
		);
		for (const role of ['guide', 'receiving-officer', 'leader', 'administrator'] as const)
			expect(rightsOfKey(role, null, true).filter((door) => doors.includes(door))).toEqual([]);
	})
);

test(
	'C5 no row is written of somebody who does not sit there, in the name of somebody else, or by the trainer of its class',
	scene(async (s) => {
		const run = await openClass(s, topic, s.lua.id);
		const sits = await sitBeside(s, s.som, s.lua);
		const row = (more: { person?: string; assessor?: string; run?: string | null; session?: string | null } = {}) =>
			inRows(
				s,
				sits,
				(sql) => sql`
				insert into certificate (id, number, centre_id, person_id, topic, given_on, given_at, assessor_id, assessor_name, organisation, session_id, run_id, class, frame, levels, seen_on, refresh_from)
				values (${id()}, '123456789', 1, ${more.person ?? s.som}, ${topic}, '2026-07-14', now(), ${more.assessor ?? s.lua.id}, 'X', 'centre', ${more.session === undefined ? sits.session : more.session},
					${more.run ?? null}, ${more.run ? sql.json({}) : null}, 1, '[]', '2026-07-14', '2026-09-14')`
			);
		for (const more of [{ person: s.gia }, { assessor: s.mai.id }, { run }, { session: null }])
			expect(await row(more)).toContain('row-level security');
		await getUp(s, sits, 1);
		expect(await row()).toContain('row-level security');
	})
);

test(
	'C6 nobody of the staff makes one stand longer in its row, brings one back, or says what came of their own',
	scene(async (s) => {
		const { id: certificate } = await confirmed(s, s.som, s.mai);
		expect(
			await inRows(s, s.mai, (sql) => sql`update certificate set refresh_from = '2036-01-01' where id = ${certificate}`)
		).toContain('row-level security');
		await takeBackCertificate(s.as(s.thach, 4), { certificate, why: 'cấp nhầm' });
		expect(
			await inRows(
				s,
				s.thach,
				(sql) =>
					sql`update certificate set taken_back_at = null, taken_back_by = null, taken_back_why = null where id = ${certificate}`
			)
		).toBe(0);
		const house = system('certificates.draw', only(drawRechecks), null, [1]);
		const { id: second } = await confirmed(s, s.gia, s.mai, 10);
		await drawRechecks(s.as(house, DAY), {});
		await drawRechecks(s.as(house, 20 * DAY), {});
		expect(
			await inRows(
				s,
				s.mai,
				(sql) =>
					sql`update recheck set outcome = 'still', by_staff = ${s.mai.id}, at = now() where certificate_id = ${second}`
			)
		).toContain('row-level security');
		// A fingerprint that was shown is never another, and nobody of the staff draws.
		expect(
			await inRows(
				s,
				s.thach,
				(sql) => sql`update recheck_draw set seed = ${'0'.repeat(64)}, drawn_at = now(), drawn = 0 where centre_id = 1`
			)
		).toBe(0);
		expect(
			await inRows(s, house, (sql) => sql`update recheck_draw set fingerprint = ${'0'.repeat(64)} where centre_id = 1`)
		).toContain('permission denied');
	})
);

test(
	'C7 the page of a number tells nobody’s name, also not of whoever looked on; what is no number is not counted',
	scene(async (s) => {
		const { id: certificate, number } = await confirmed(s, s.som, s.mai);
		const told = JSON.stringify(await checkedNumber(anybody(s, 5), { certificate }));
		for (const word of ['Sương', 'Sớm', 'Nắng', 'Mai', s.som, s.mai.id]) expect(told).not.toContain(word);
		for (const wrong of [`${number.slice(0, 8)}${(Number(number[8]) + 1) % 10}`, '', 'L', "'; drop table certificate"])
			expect(await tryNumber(anybody(s, 5), { number: wrong, address: '9', browser: 'b' })).toEqual({
				certificate: null,
				why: 'shape'
			});
		expect((await tryNumber(anybody(s, 5), { number, address: '9', browser: 'b' })).certificate).toBe(certificate);
		expect(JSON.stringify(await publicDraws(anybody(s, 6), { centre: 1 }))).not.toContain(number);
		expect(await draws(s.as(s.rang, 6), {})).toEqual([]);
	})
);

test(
	'C8 who tries numbers one after the other is slowed, from one browser and from one address',
	scene(async (s) => {
		const guess = (n: number) => numberFrom(new Uint8Array(16).fill(n + 1));
		const tries = async (browser: (n: number) => string | null, address: string, count: number) => {
			const whys = [];
			for (let n = 0; n < count; n++)
				whys.push((await tryNumber(anybody(s, 1), { number: guess(n), address, browser: browser(n) })).why);
			return whys.filter((why) => why === 'unknown').length;
		};
		expect(await tries(() => 'one', '1.1.1.1', 14)).toBe(10);
		expect(await tries(() => null, '2.2.2.2', 14)).toBe(10);
		expect(await tries((n) => `b${n}`, '3.3.3.3', 40)).toBe(30);
	})
);

test(
	'C9 after an erasure the number is one that nobody knows, and nothing of it is left in any row',
	scene(async (s) => {
		const { number } = await confirmed(s, s.som, s.mai);
		const house = system('certificates.draw', only(drawRechecks), null, [1]);
		await drawRechecks(s.as(house, DAY), {});
		await drawRechecks(s.as(house, 20 * DAY), {});
		expect(await rechecks(s.as(s.lua, 20 * DAY), {})).toHaveLength(1);
		const request = id();
		await makeRequest(s.as(self(s.som), 21 * DAY), { id: request, kind: 'deletion', purpose: null, words: 'xoá hết' });
		await erase(s.as(s.thach, 21 * DAY + 1), { request });
		expect(await tryNumber(anybody(s, 22 * DAY), { number, address: '1', browser: 'b' })).toEqual({
			certificate: null,
			why: 'unknown'
		});
		expect(await rechecks(s.as(s.lua, 22 * DAY), {})).toEqual([]);
		expect((await given(s.as(s.thach, 22 * DAY), {})).whole).toBe(0);
	})
);

test(
	'C10 a look that is taken back is no look: what rested on it is to be practised again at once',
	scene(async (s) => {
		const sits = await sitBeside(s, s.som, s.mai);
		await showTopic(s, sits, { topic });
		await giveCertificate(s.as(sits, 2), { id: id(), topic });
		const { before } = await statementBeside(s.as(sits, 3), { statement: 'T5.2' });
		await takeBackSeen(s.as(sits, 4), { evidence: before[0]!.id });
		await hearIn(s, 'certificates', () => s.as(s.lua, 5).now);
		expect((await myCertificates(s.as(self(s.som), 6), {}))[0]!.standing).toBe('to-refresh');
	})
);

test(
	'C11 somebody who stands in the register twice shows what they can do once, and nobody else holds it',
	scene(async (s) => {
		const twice = await settleMore(s, 'Sương Thị Sớm', 1950);
		const { id: certificate } = await confirmed(s, twice, s.mai);
		await mergePeople(s.as(s.mai, 5), { id: id(), kept: s.som, gone: twice });
		expect((await myCertificates(s.as(self(s.som), 6), {})).map((one) => one.id)).toEqual([certificate]);
		const sits = await sitBeside(s, s.som, s.mai, 7);
		expect(await refusalOf(giveCertificate(s.as(sits, 8), { id: id(), topic }))).toBe('certificate-already');
		await getUp(s, sits, 9);
		const beside = await sitBeside(s, s.gia, s.mai, 10);
		expect((await certificatesBeside(s.as(beside, 11), {})).every((one) => one.certificate === null)).toBe(true);
		expect(await refusalOf(paper(s.as(beside, 11), { certificate }))).toBe('certificate-unknown');
		expect(await refusalOf(sayRecheck(s.as(beside, 11), { certificate }))).toBe('certificate-unknown');
		expect(await refusalOf(paper(s.as(self(s.gia), 12), { certificate }))).toBe('certificate-unknown');
	})
);
