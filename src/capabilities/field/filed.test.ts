import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { atTheDoor, doorsOn, laterIn, listen, outcomeOf, syncNow, type Held } from '#tests/support/field.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { show } from '#capabilities/cases/case-view.server.ts';
import { countSigned } from '#capabilities/cases/count-signed.server.ts';
import { begunFile, papersOf, type DoorFile } from '#capabilities/cases/door-file.ts';
import { hashOf, signedText } from '#capabilities/cases/door-signed.ts';
import { LentForms } from '#capabilities/cases/lent-forms.ts';
import { worklist } from '#capabilities/cases/lists.server.ts';
import { paperFile } from '#capabilities/cases/papers.server.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { checkNumber } from '#capabilities/cases/rules-sheet.ts';
import { emptyDraft } from './drafts.browser.ts';
import { lentHere } from './lent.browser.ts';
import { sayAll } from './outbox.browser.ts';
import type { TakenHousehold } from './taken.ts';
import { takenBack } from './taken-back.browser.ts';
import { visited } from './visited.browser.ts';

// A file that is written at somebody's table without a line, signed on paper, and received at the desk.

beforeAll(listen);

const PENSION = '1.014027';
const said: Record<string, string> = {
	'applicant-id-number': '097150004127',
	'applicant-address': 'thôn Bến Gió',
	'applicant-phone': '',
	'applicant-ethnicity': 'Kinh',
	want: 'begin',
	'other-pension': 'no',
	household: 'none',
	'paid-by': 'cash',
	remarks: ''
};

/** A photo of a sheet, large enough to travel in several parts. */
async function photo(): Promise<string> {
	const noise = Buffer.from(Array.from({ length: 300 * 400 * 3 }, (_, n) => (n * 7919 + ((n * n) % 251)) % 256));
	const bytes = await sharp(noise, { raw: { width: 300, height: 400, channels: 3 } })
		.jpeg({ quality: 80 })
		.toBuffer();
	expect(bytes.length).toBeGreaterThan(40_000);
	return bytes.toString('base64');
}

async function formsOn({ phone, unlocked }: Held): Promise<LentForms> {
	return (await lentHere(phone, unlocked, 'forms', LentForms))!;
}

/** A whole file of Sớm's, as it lies in a draft; `signed` where she signs what stands there. */
async function written(held: Held, person: string, sign = true) {
	const forms = await formsOn(held);
	const asked = forms.procedures.find(({ code }) => code === PENSION)!;
	const known = { name: 'Sương Thị Sớm', year: 1950, gender: 'female' };
	const file = begunFile(asked, {
		...{ id: crypto.randomUUID(), person, owner: person, basis: null },
		...{ known, owned: null }
	});
	for (const [question, value] of Object.entries(said)) file.answers[question] = { value, by: 'guide' };
	file.answers['paid-by'] = { value: 'cash', by: 'resident' };
	// Typed before the answer that hides it: nobody signs it.
	file.answers['account'] = { value: '0123', by: 'guide' };
	for (const { id } of papersOf(asked)) file.papers[id] = 'seen';
	const hash = await hashOf(signedText(forms.version, asked, file));
	if (sign) file.signed = hash;
	return { forms, file, hash };
}

async function save(held: Held, home: string, file: DoorFile, photos: Record<string, string> = {}) {
	const door = (await doorsOn(held)).find(({ id: one }) => one === home)!.row as TakenHousehold;
	const draft = { ...emptyDraft(home, 1), files: [{ ...file, photos: Object.keys(photos) }] };
	const ended = { outcome: 'met' as const, day: '2026-07-14', minutes: 20, helper: 'x' };
	const { words, saved } = visited(door, draft, ended, { forms: await formsOn(held), photos });
	const ids = await sayAll(held.phone, words);
	for (let n = 0; n < 3; n++) await syncNow(held);
	return { saved, words, outcomes: await Promise.all(ids.map((id) => outcomeOf(held, id))) };
}

/** As the desk does it: what stands on a card was compared with them. */
async function setVerified({ base }: Scene, person: string, to: boolean): Promise<void> {
	await base.db`update person set verified = ${to} where id = ${person}`;
}
const fileAt = (s: Scene, at: () => Date, id: string) => show(laterIn(s, at)(s.mai), { case: id });

test(
	'she signs at her table without a line: it is her yes, to these words, with a photo of it; an officer receives it',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		await setVerified(s, s.som, true);
		const { file, hash } = await written(phone, s.som);
		const sheet = crypto.randomUUID();
		const { outcomes, words } = await save(phone, home, file, { [sheet]: await photo() });
		expect(words.filter(({ command }) => command === 'cases.bring-photo').length).toBeGreaterThan(1);
		expect(outcomes.every((one) => one?.[0] === 'done' && one[1] === 'applied')).toBe(true);
		const view = await fileAt(s, clock.at, file.id);
		expect(view).toMatchObject({ hash, confirmation: { way: 'paper' }, file: { stage: 'confirmed', way: 'DIRECT' } });
		expect(view.door).toMatchObject({ notYet: null, signed: hash, photos: 1 });
		expect(view.marks).toMatchObject({ resident: 1, register: 3 });
		expect(view.asked.map(({ question }) => question.id)).not.toContain('account');
		expect(view.papers.map(({ paper }) => paper)).not.toContain('sheet-1');
		expect(view.door!.sheets.map(({ id, mime }) => [id, mime])).toEqual([[sheet, 'image/jpeg']]);
		const opened = await paperFile(laterIn(s, clock.at)(s.mai), { paper: sheet });
		expect((await sharp(opened.bytes).metadata()).width).toBe(300);
		expect(await s.base.db`select from case_photo_part`).toHaveLength(0);
		await receive(laterIn(s, clock.at)(s.mai), { case: file.id });
		expect((await fileAt(s, clock.at, file.id)).file.stage).toBe('received');
	})
);

test(
	'whoever nobody has compared with their card signs too: it waits under its own head, and counts once an officer has compared them',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		await setVerified(s, s.som, false);
		const { file } = await written(phone, s.som);
		await save(phone, home, file);
		const later = laterIn(s, clock.at);
		const { counts, files } = await worklist(later(s.mai), { bucket: 'from-door' });
		expect([counts['from-door'], files.map(({ id }) => id)]).toEqual([1, [file.id]]);
		expect((await fileAt(s, clock.at, file.id)).door?.notYet).toBe('person-unverified');
		expect(await refusalOf(countSigned(later(s.mai), { case: file.id }))).toBe('person-unverified');
		await setVerified(s, s.som, true);
		await countSigned(later(s.mai), { case: file.id });
		const view = await fileAt(s, clock.at, file.id);
		expect([view.file.stage, view.door?.notYet, view.confirmation?.at]).toEqual(['confirmed', null, view.door?.saidAt]);
		expect(await refusalOf(countSigned(later(s.mai), { case: file.id }))).toBe('case-stage');
	})
);

test(
	'a signature under other words is no yes, and nothing signed is none; what was typed stands either way',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		await setVerified(s, s.som, true);
		const other = await written(phone, s.som);
		other.file.answers['remarks'] = { value: 'đổi sau khi ký', by: 'guide' };
		await save(phone, home, other.file);
		const later = laterIn(s, clock.at);
		expect(await fileAt(s, clock.at, other.file.id)).toMatchObject({
			...{ file: { stage: 'draft' }, confirmation: null },
			door: { notYet: 'changed-since' }
		});
		expect(await refusalOf(countSigned(later(s.mai), { case: other.file.id }))).toBe('changed-since');
		const unsigned = await written(phone, s.som, false);
		await save(phone, home, unsigned.file);
		expect((await fileAt(s, clock.at, unsigned.file.id)).door?.notYet).toBe('not-signed');
		expect(await refusalOf(countSigned(later(s.mai), { case: unsigned.file.id }))).toBe('not-signed');
	})
);

test(
	'an answer that no form takes, and a file of somebody of another door, wait before a person and write nothing',
	scene(async (s) => {
		const { home, phone } = await atTheDoor(s);
		const wrong = await written(phone, s.som);
		wrong.file.answers['applicant-id-number'] = { value: '123', by: 'guide' };
		const { outcomes, words } = await save(phone, home, wrong.file);
		const at = words.findIndex(({ command }) => command === 'cases.write-at-door');
		expect(outcomes[at]).toEqual(['box', 'rejected', 'answer-wrong']);
		const { file } = await written(phone, s.som);
		const strange = await save(phone, home, { ...file, owner: crypto.randomUUID(), basis: 'family' });
		const n = strange.words.findIndex(({ command }) => command === 'cases.write-at-door');
		expect(strange.outcomes[n]?.[0]).toBe('box');
		expect(await s.base.db`select from case_file`).toHaveLength(0);
	})
);

test(
	'taken back with its visit it is void; once an officer has received it, a person looks at that',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		await setVerified(s, s.som, true);
		const first = await written(phone, s.som);
		const { saved } = await save(phone, home, first.file);
		await sayAll(phone.phone, takenBack(saved));
		await syncNow(phone);
		expect((await fileAt(s, clock.at, first.file.id)).file.stage).toBe('void');
		const second = await written(phone, s.som);
		const kept = await save(phone, home, second.file);
		await receive(laterIn(s, clock.at)(s.mai), { case: second.file.id });
		await sayAll(phone.phone, takenBack(kept.saved));
		for (let n = 0; n < 3; n++) await syncNow(phone);
		expect((await fileAt(s, clock.at, second.file.id)).file.stage).toBe('received');
	})
);

test('the number beside a signature is eight signs that no eye mistakes, and another for another word', async () => {
	const [one, two] = await Promise.all(['a', 'b'].map(hashOf));
	expect(checkNumber(one!)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}$/);
	expect(checkNumber(one!)).not.toBe(checkNumber(two!));
	expect(checkNumber('ffffffffff')).toBe('ZZZZ ZZZZ');
	expect(checkNumber('0000000001')).toBe('0000 0001');
});
