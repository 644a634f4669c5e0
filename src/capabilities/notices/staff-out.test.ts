import { expect, test } from 'vitest';
import { system, type Actor } from '#kernel/actor.ts';
import type { Db } from '#platform/db.server.ts';
import { inScope, lookAs } from '#platform/scope.server.ts';
import type { ChoreBase } from '#platform/worker.server.ts';
import { khoi } from '#tests/support/accounts.ts';
import { deskId } from '#seed/house.ts';
import { NOW, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { gateway, hearFacts, takes } from '#tests/support/told.ts';
import { NotSent } from '#kernel/not-sent.ts';
import { follow } from './follow.server.ts';
import { letGoNotices } from './let-go.server.ts';
import { mailStaff, ownMails, tellMeByMail } from './mail-staff.server.ts';
import { keepOwnReach, proveOwnReach } from './own-reach.server.ts';
import type { Answer, Carrier, Handing } from './port.ts';
import { ringBrowsers } from './ring.server.ts';
import { sendTests } from './send-tests.server.ts';
import { clearStaffTold } from './sql-staff-told.server.ts';
import { readStaffNotice, staffNotices } from './staff-told.server.ts';
import { agreeText, text, writeText } from './texts.server.ts';

// By what staff are told besides their page: letters to an address that they proved, and a browser in which they are signed in.

const baseAt = (s: Scene, minutes: number): ChoreBase =>
	({ ...s.base, clock: () => s.as(s.lua, minutes).now }) as never;
const letters = (answer: (handing: Handing) => Answer = takes) =>
	gateway(answer, { channel: 'email', keepsIds: false });
const mailsGo = (s: Scene, minutes: number, carrier: Carrier) => mailStaff([carrier]).run(baseAt(s, minutes));
const ringsGo = (s: Scene, minutes: number, carrier: Carrier) => ringBrowsers([carrier]).run(baseAt(s, minutes));
const rings = () => gateway(takes, { channel: 'push', keepsIds: false });

/** A leader writes the text of one fact, in one of the languages or for whoever is told with them: each is a thing of its own. */
const facts = ['filing.ready', 'filing.needs-papers', 'filing.needs-money', 'filing.stopped', 'filing.posted'] as const;
const texts = facts.flatMap((fact) => [true, false].map((forAnother) => ({ fact, forAnother, locale: 'vi' as const })));
async function writes(s: Scene, which: number, minutes: number): Promise<void> {
	await writeText(s.as(s.thach, minutes), {
		...{ id: crypto.randomUUID(), ...texts[which]!, seen: 0, words: 'mời bác ra quầy gặp cán bộ.' }
	});
	await hearFacts(s, minutes);
}
const agrees = async (s: Scene, which: number, minutes: number): Promise<void> => {
	const { versions } = await text(s.as(s.thach, minutes), texts[which]!);
	await agreeText(s.as(khoi(s), minutes), { text: versions[0]!.id });
	await hearFacts(s, minutes);
};

/** Somebody of the staff whose address has proved itself, and who asked for letters. */
async function takesLetters(s: Scene, actor: Actor, to = 'khoi@vi-du.invalid'): Promise<void> {
	const { carrier, handed } = letters();
	await keepOwnReach(s.as(actor, 1), { id: crypto.randomUUID(), kind: 'email', reach: to });
	expect(await refusalOf(tellMeByMail(s.as(actor, 1), { wants: true, locale: 'vi' }))).toBe('own-reach-missing');
	await sendTests([carrier]).run(baseAt(s, 2));
	const digits = /(\d{4})\.$/.exec(handed.at(-1)!.text)![1]!;
	await proveOwnReach(s.as(actor, 3), { kind: 'email', digits });
	await tellMeByMail(s.as(actor, 3), { wants: true, locale: 'vi' });
}

test(
	'whoever asked for letters is written to once: what kind of work waits, whose it is and a code that stands on their own page',
	scene(async (s) => {
		const second = khoi(s);
		const { carrier, handed } = letters();
		await writes(s, 0, 1);
		await mailsGo(s, 1, carrier);
		expect(handed).toEqual([]);
		await takesLetters(s, second);
		await takesLetters(s, s.mai, 'mai@vi-du.invalid');
		await writes(s, 1, 5);
		for (const minutes of [5, 6]) await mailsGo(s, minutes, carrier);
		expect(handed.map(({ to }) => to)).toEqual(['khoi@vi-du.invalid']);
		const { wants, mails } = await ownMails(s.as(second, 7), {});
		expect([wants, mails.length]).toEqual([true, 1]);
		expect(handed[0]!.text).toBe(
			`Trung tâm xã Quảng Bình: có lời báo tin mới chờ người thứ hai đọc và đồng ý. Xem ở trang Việc báo cho tôi. Mã tin ${mails[0]!.code}.`
		);
		expect((await ownMails(s.as(s.mai, 7), {})).mails).toEqual([]);
		expect(await lookAs(s.as(s.mai, 7), ({ db }) => db`select from staff_mail`)).toHaveLength(0);
		await tellMeByMail(s.as(second, 8), { wants: false, locale: 'vi' });
		await writes(s, 2, 9);
		await mailsGo(s, 10, carrier);
		expect(handed).toHaveLength(1);
	})
);

test(
	'a letter waits for the hours of the day, five go a day, and what was read or decided meanwhile is not written',
	scene(async (s) => {
		const second = khoi(s);
		await takesLetters(s, second);
		const { carrier, handed } = letters();
		// The scene begins at 9:43; noon is left alone.
		for (const [n] of texts.entries()) await writes(s, n, 120);
		await mailsGo(s, 121, carrier);
		expect(handed).toEqual([]);
		await agrees(s, 0, 122);
		const waits = (await staffNotices(s.as(second, 123), {})).rows;
		await readStaffNotice(s.as(second, 123), { notice: waits[0]!.id });
		await mailsGo(s, 240, carrier);
		expect(handed).toHaveLength(5);
		await mailsGo(s, 300, carrier);
		expect(handed).toHaveLength(5);
		// At night nobody is written to, and in the morning what is left.
		await mailsGo(s, 20 * 60, carrier);
		expect(handed).toHaveLength(5);
		await mailsGo(s, 24 * 60, carrier);
		expect(handed).toHaveLength(8);
	})
);

test(
	'what certainly did not go is tried again a little later; whatever may have gone is not',
	scene(async (s) => {
		await takesLetters(s, khoi(s));
		const unsent = letters(() => {
			throw new NotSent('mail down');
		});
		await writes(s, 0, 5);
		for (const minutes of [5, 6, 16]) await mailsGo(s, minutes, unsent.carrier);
		expect(unsent.handed).toHaveLength(2);
		const silent = letters(() => {
			throw new Error('no answer');
		});
		for (const minutes of [27, 60, 90]) await mailsGo(s, minutes, silent.carrier);
		expect(silent.handed).toHaveLength(1);
	})
);

/** Where somebody is signed in, as the door keeps it. */
const signedIn = (s: Scene, { id, machine }: Actor, desk: string | null = null) =>
	inScope(
		s.base.db as never,
		system('door', new Set()),
		'',
		(db) => db`insert into staff_session (token_hash, id, staff_id, level, desk_id, made_at, expires_at)
			values (${Buffer.from(id)}, ${machine}, ${id}, 2, ${desk}, ${s.as(s.lua).now}, ${s.as(s.lua, 600).now})`
	);
const browser = JSON.stringify({ endpoint: 'https://fcm.googleapis.com/1', keys: { p256dh: 'a', auth: 'b' } });
const asks = (s: Scene, actor: Actor, minutes = 1) => follow(s.as(actor, minutes), { browser, locale: 'vi' });
const rung = async (s: Scene, actor: Actor, minutes = 2): Promise<boolean> =>
	(await staffNotices(s.as(actor, minutes), {})).rung;

test(
	'a browser in which somebody is signed in is rung once of what they are told, with no word of what it is; nobody else’s is',
	scene(async (s) => {
		const second = khoi(s);
		for (const actor of [second, s.thach, s.sam]) await signedIn(s, actor);
		for (const actor of [second, s.thach, s.sam]) await asks(s, actor);
		expect([await rung(s, second), await rung(s, { ...second, machine: s.mai.machine })]).toEqual([true, false]);
		const { carrier, handed } = rings();
		await writes(s, 0, 3);
		for (const minutes of [3, 4]) await ringsGo(s, minutes, carrier);
		expect(handed.map(({ text: words, to }) => [words, to])).toEqual([['Có tin mới từ Trung tâm.', browser]]);
		// What was read before its turn rings nobody.
		await writes(s, 1, 5);
		for (const { id } of (await staffNotices(s.as(second, 5), {})).rows)
			await readStaffNotice(s.as(second, 5), { notice: id });
		await ringsGo(s, 6, carrier);
		expect(handed).toHaveLength(1);
		// At night nobody is rung, and eight times a day at most.
		await writes(s, 2, 13 * 60);
		await ringsGo(s, 13 * 60, carrier);
		expect(handed).toHaveLength(1);
	})
);

test(
	'eight times a day a browser rings, and then on the next day',
	scene(async (s) => {
		const second = khoi(s);
		await signedIn(s, second);
		await asks(s, second);
		const { carrier, handed } = rings();
		for (const [n] of texts.entries()) {
			await writes(s, n, 3 + n);
			await ringsGo(s, 3 + n, carrier);
		}
		expect([texts.length, handed.length]).toEqual([10, 8]);
	})
);

test(
	'a machine at a desk rings for nobody, nor one in which they are not signed in any more, nor of an account that is closed',
	scene(async (s) => {
		await signedIn(s, s.mai, deskId('desk-2'));
		expect(await refusalOf(asks(s, s.mai))).toBe('ring-at-desk');
		// Not even where the actor says otherwise than the machine stands.
		expect(await refusalOf(asks(s, { ...s.mai, desk: null }))).toBe('ring-at-desk');
		expect(await refusalOf(asks(s, khoi(s)))).toBe('ring-at-desk');
		const second = khoi(s);
		await signedIn(s, second);
		await asks(s, second);
		const { carrier, handed } = rings();
		const ends = (minutes: number, set: 'desk' | 'out' | 'back') =>
			lookAs(s.as(second, minutes), ({ db, now }) =>
				set === 'desk'
					? db`update staff_session set desk_id = ${deskId('desk-2')} where id = ${second.machine}`
					: db`update staff_session set desk_id = null, revoked_at = ${set === 'out' ? now : null} where id = ${second.machine}`
			);
		await ends(2, 'desk');
		await writes(s, 0, 3);
		await ringsGo(s, 3, carrier);
		await ends(4, 'out');
		await writes(s, 1, 5);
		await ringsGo(s, 5, carrier);
		expect(handed).toEqual([]);
		await ends(6, 'back');
		await writes(s, 2, 7);
		await ringsGo(s, 7, carrier);
		expect(handed).toHaveLength(1);
		await ends(8, 'out');
		await letGoNotices.run(baseAt(s, 9));
		await ends(10, 'back');
		expect(await rung(s, second, 11)).toBe(false);
	})
);

/** How somebody is no longer one of those who are told. */
const leaves: Record<string, (db: Db, staff: string, at: Date) => Promise<unknown>> = {
	'another role': async (db, staff) => db`update staff_grant set role = 'guide' where staff_id = ${staff}`,
	'another place': async (db, staff, at) => db`update staff_grant set taken_at = ${at} where staff_id = ${staff}`,
	'a closed account': async (db, staff, at) => db`update staff set closed_at = ${at} where id = ${staff}`
};

test.each(Object.keys(leaves))('whoever has %s is told nothing more: no line, no letter, no ring', (how) =>
	scene(async (s) => {
		const leader = s.thach;
		await takesLetters(s, leader, 'thach@vi-du.invalid');
		await signedIn(s, leader);
		await asks(s, leader);
		await writeText(s.as({ ...leader, id: s.mai.id }, 4), {
			...{ id: crypto.randomUUID(), ...texts[0]!, seen: 0, words: 'mời bác ra quầy gặp cán bộ.' }
		});
		await hearFacts(s, 4);
		expect((await staffNotices(s.as(leader, 5), {})).rows).toHaveLength(1);
		await inScope(s.base.db as never, system('door', new Set()), '', (db) => leaves[how]!(db, leader.id, NOW));
		const [mail, ring] = [letters(), rings()];
		await mailsGo(s, 7, mail.carrier);
		await ringsGo(s, 7, ring.carrier);
		expect([mail.handed, ring.handed]).toEqual([[], []]);
		expect((await staffNotices(s.as(leader, 8), {})).rows).toEqual([]);
		// Nor of what comes after.
		await writeText(s.as({ ...leader, id: s.mai.id }, 9), {
			...{ id: crypto.randomUUID(), ...texts[1]!, seen: 0, words: 'mời bác ra quầy gặp cán bộ.' }
		});
		await hearFacts(s, 9);
		const rows = await inScope(
			s.base.db as never,
			system('retention', new Set()),
			'',
			(db) => db`select from staff_notice where staff_id = ${leader.id}`
		);
		expect(rows).toHaveLength(1);
	})()
);

test(
	'what staff were told goes after its time, and stays until then',
	scene(async (s) => {
		await writes(s, 0, 1);
		const clear = (before: Date) =>
			inScope(s.base.db as never, system('retention', new Set()), '', (db) => clearStaffTold(db, before));
		await clear(s.as(s.lua, 0).now);
		expect((await staffNotices(s.as(khoi(s), 2), {})).rows).toHaveLength(1);
		await clear(s.as(s.lua, 3).now);
		expect((await staffNotices(s.as(khoi(s), 4), {})).rows).toEqual([]);
		const left = inScope(s.base.db as never, system('retention', new Set()), '', (db) => db`select from staff_topic`);
		expect(await left).toHaveLength(0);
	})
);
