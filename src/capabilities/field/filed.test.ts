import sharp from 'sharp';
import { seeAndReceive } from '#tests/support/story.ts';
import { beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor.ts';
import {
	areaOf,
	atTheDoor,
	doorsOn,
	laterIn,
	listen,
	outcomeOf,
	sayOn,
	seenBy,
	syncNow,
	type Held
} from '#tests/support/field.ts';
import { eraseFor } from '#tests/support/erase.ts';
import { beside, refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { show } from '#capabilities/cases/case-view.server.ts';
import { confirmOnPaper } from '#capabilities/cases/confirm.server.ts';
import { countSigned, dropDoorCase } from '#capabilities/cases/count-signed.server.ts';
import { begunFile, papersOf, type DoorFile } from '#capabilities/cases/door-file.ts';
import { hashOf, signedText } from '#capabilities/cases/door-signed.ts';
import { LentForms } from '#capabilities/cases/lent-forms.ts';
import { worklist } from '#capabilities/cases/lists.server.ts';
import { paperFile } from '#capabilities/cases/papers.server.ts';
import { checkNumber } from '#capabilities/cases/rules-sheet.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { emptyDraft } from './drafts.browser.ts';
import { handOver } from './areas.server.ts';
import { lentHere } from './lent.browser.ts';
import { sayAll } from './outbox.browser.ts';
import { sync } from './sync.browser.ts';
import { WireFault } from './wire.browser.ts';
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

/** Says a visit with the file on a phone, with a sheet of which a photo was taken where it is signed; `offline` leaves it there. */
async function save(
	held: Held,
	home: string,
	file: DoorFile,
	{ photos = {}, rounds = 3 }: { photos?: Record<string, string>; rounds?: number } = {}
) {
	const door = (await doorsOn(held)).find(({ id: one }) => one === home)!.row as TakenHousehold;
	const draft = { ...emptyDraft(home, 1), files: [{ ...file, photos: Object.keys(photos) }] };
	const ended = { outcome: 'met' as const, day: '2026-07-14', minutes: 20, helper: 'x' };
	const { words, saved } = visited(door, draft, ended, { forms: await formsOn(held), photos });
	const ids = await sayAll(held.phone, words);
	for (let n = 0; n < rounds; n++) await syncNow(held);
	return { saved, words, ids, outcomes: await Promise.all(ids.map((id) => outcomeOf(held, id))) };
}
const sheet = async () => ({ photos: { [crypto.randomUUID()]: await photo() } });

/** As the desk does it: what stands on a card was compared with them. */
async function setVerified({ base }: Scene, person: string, to: boolean): Promise<void> {
	await base.db`update person set verified = ${to} where id = ${person}`;
}
const fileAt = (s: Scene, at: () => Date, id: string) => show(laterIn(s, at)(s.mai), { case: id });

test(
	'she signs at her table without a line: with the photo of it, it is her yes to these words; an officer receives it',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		await setVerified(s, s.som, true);
		const { file, hash } = await written(phone, s.som);
		const page = crypto.randomUUID();
		const { outcomes, words } = await save(phone, home, file, { photos: { [page]: await photo() } });
		expect(words.filter(({ command }) => command === 'cases.bring-photo').length).toBeGreaterThan(1);
		expect(new Set(outcomes.map((one) => one?.join()))).toEqual(new Set(['done,applied,', 'laid,applied,']));
		const view = await fileAt(s, clock.at, file.id);
		expect(view).toMatchObject({ hash, confirmation: { way: 'paper' }, file: { stage: 'confirmed', way: 'DIRECT' } });
		expect(view.confirmation?.at).toEqual(view.door?.saidAt);
		expect(view.door).toMatchObject({ notYet: null, signed: hash, photos: 1 });
		expect(view.marks).toMatchObject({ resident: 1, register: 3 });
		expect(view.asked.map(({ question }) => question.id)).not.toContain('account');
		expect(view.papers.map(({ paper }) => paper)).not.toContain('sheet-1');
		expect(view.door!.sheets.map(({ id, mime }) => [id, mime])).toEqual([[page, 'image/jpeg']]);
		const opened = await paperFile(laterIn(s, clock.at)(s.mai), { paper: page });
		expect((await sharp(opened.bytes).metadata()).width).toBe(300);
		await seenBy(s, system('test', new Set()));
		expect(await s.base.db`select from case_photo_part`).toHaveLength(0);
		await seeAndReceive(laterIn(s, clock.at), s.mai, file.id);
		expect((await fileAt(s, clock.at, file.id)).file.stage).toBe('received');
	})
);

test(
	'what was typed of them once goes along with the door, and is neither on the phone nor at the desk the register’s',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		const sources = { name: s.mai.id, birth: 'card' };
		await s.base.db`update person set sources = ${s.base.db.json(sources)} where id = ${s.som}`;
		await syncNow(phone);
		const door = (await doorsOn(phone)).find(({ id: one }) => one === home)!.row as TakenHousehold;
		const known = door.people.find(({ id: one }) => one === s.som)!;
		expect(known.said).toEqual({ name: 'said', birth: 'card' });
		const asked = (await formsOn(phone)).procedures.find(({ code }) => code === '1.001193')!;
		const who = { id: crypto.randomUUID(), person: s.som, owner: s.som, basis: null };
		const file = begunFile(asked, { ...who, known, owned: null });
		expect(file.answers).toMatchObject({ 'applicant-name': { by: 'said' }, 'applicant-birth': { by: 'card' } });
		await save(phone, home, file);
		const { asked: kept } = await fileAt(s, clock.at, file.id);
		const mark = (id: string) => {
			const found = kept.find(({ question }) => question.id === id)!;
			return [found.answer?.provenance, found.hand?.name ?? null];
		};
		expect(mark('applicant-name')).toEqual(['guide', 'Nắng Thị Mai']);
		expect(mark('applicant-birth')).toEqual(['card', null]);
	})
);

test(
	'without a photo it is no yes, whatever a phone says; the photo that an officer looked at is never another',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		await setVerified(s, s.som, true);
		const { file } = await written(phone, s.som);
		await save(phone, home, file);
		expect((await fileAt(s, clock.at, file.id)).door?.notYet).toBe('photo-missing');
		expect(await refusalOf(countSigned(laterIn(s, clock.at)(s.mai), { case: file.id }))).toBe('photo-missing');
		const lie = { ...file, id: crypto.randomUUID(), papers: { ...file.papers, 'sheet-1': 'seen' } };
		const { outcomes, words } = await save(phone, home, lie);
		expect(outcomes[words.findIndex(({ command }) => command === 'cases.write-at-door')]?.[2]).toBe('wrong-input');
		const other = await written(phone, s.som);
		const kept = await save(phone, home, other.file, await sheet());
		const [, more] = kept.words.filter(({ command }) => command === 'cases.bring-photo');
		const again = { ...more!, id: crypto.randomUUID(), input: { ...more!.input, photo: crypto.randomUUID(), part: 0 } };
		await sayAll(phone.phone, [again]);
		for (let n = 0; n < 3; n++) await syncNow(phone);
		expect(await outcomeOf(phone, again.id)).toEqual(['box', 'rejected', 'photo-there']);
	})
);

test(
	'whoever nobody has compared with their card signs too: it waits under its own head, and counts once an officer has compared them',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		await setVerified(s, s.som, false);
		const { file } = await written(phone, s.som);
		await save(phone, home, file, await sheet());
		const later = laterIn(s, clock.at);
		const { counts, files } = await worklist(later(s.mai), { bucket: 'from-door' });
		expect([counts['from-door'], files.map(({ id }) => id)]).toEqual([1, [file.id]]);
		expect((await fileAt(s, clock.at, file.id)).door?.notYet).toBe('person-unverified');
		// It is what the list asked for, and no look into another's file.
		const looks = (await myLooks(later(self(s.som)), {})).rows.map(({ purpose }) => purpose);
		expect([looks.includes('receive'), looks.includes('other-file')]).toEqual([true, false]);
		expect(await refusalOf(countSigned(later(s.mai), { case: file.id }))).toBe('person-unverified');
		await setVerified(s, s.som, true);
		// Whoever files by their own e-ID is not filed for by paper.
		await s.base.db`update case_file set way = 'ONLINE' where id = ${file.id}`;
		expect(await refusalOf(countSigned(later(s.mai), { case: file.id }))).toBe('own-sign-in-needed');
		await s.base.db`update case_file set way = 'DIRECT' where id = ${file.id}`;
		await countSigned(later(s.mai), { case: file.id });
		const view = await fileAt(s, clock.at, file.id);
		expect([view.file.stage, view.door?.notYet, view.confirmation?.at]).toEqual(['confirmed', null, view.door?.saidAt]);
		expect(await refusalOf(countSigned(later(s.mai), { case: file.id }))).toBe('case-stage');
	})
);

test(
	'a signature under other words is no yes, and nothing signed is none; what was typed stands either way, until somebody drops it',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		await setVerified(s, s.som, true);
		const other = await written(phone, s.som);
		other.file.answers['remarks'] = { value: 'đổi sau khi ký', by: 'guide' };
		await save(phone, home, other.file, await sheet());
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
		await dropDoorCase(later(s.mai), { case: unsigned.file.id, reason: 'đã nộp ở quầy' });
		expect((await worklist(later(s.mai), { bucket: 'from-door' })).files.map(({ id }) => id)).toEqual([other.file.id]);
	})
);

test(
	'an answer that no form takes stands as it was typed, for a person to ask again; a file of somebody of another door writes nothing',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		await setVerified(s, s.som, true);
		const wrong = await written(phone, s.som, false);
		wrong.file.answers['applicant-id-number'] = { value: '123', by: 'guide' };
		const asked = wrong.forms.procedures.find(({ code }) => code === PENSION)!;
		wrong.file.signed = await hashOf(signedText(wrong.forms.version, asked, wrong.file));
		await save(phone, home, wrong.file, await sheet());
		const view = await fileAt(s, clock.at, wrong.file.id);
		expect([view.file.stage, view.door?.notYet]).toEqual(['draft', 'answers-missing']);
		expect(view.asked.find(({ question }) => question.id === 'applicant-id-number')?.answer?.value).toBe('123');
		const { file } = await written(phone, s.som);
		const strange = await save(phone, home, { ...file, owner: crypto.randomUUID(), basis: 'family' });
		const n = strange.words.findIndex(({ command }) => command === 'cases.write-at-door');
		expect(strange.outcomes[n]?.[0]).toBe('box');
		expect(await s.base.db`select from case_file`).toHaveLength(1);
	})
);

test(
	'of somebody who was erased meanwhile nothing is kept, also where another sits at the table',
	scene(async (s) => {
		const { home, phone } = await atTheDoor(s);
		const birth = (await formsOn(phone)).procedures.find(({ code }) => code === '1.001193')!;
		const known = { name: 'Sương Thị Sớm', year: 1950, gender: 'female' };
		const file = begunFile(birth, {
			...{ id: crypto.randomUUID(), person: s.som, owner: s.gia, basis: 'family' },
			...{ known, owned: { ...known, name: 'Thông Văn Già' } }
		});
		const { ids, words } = await save(phone, home, file, { rounds: 0 });
		await eraseFor(s, s.gia);
		for (let n = 0; n < 3; n++) await syncNow(phone);
		const n = words.findIndex(({ command }) => command === 'cases.write-at-door');
		expect((await outcomeOf(phone, ids[n]!))?.[0] ?? 'gone').not.toBe('done');
		await seenBy(s);
		expect(await s.base.db`select from case_file`).toHaveLength(0);
		expect(await s.base.db`select from case_answer`).toHaveLength(0);
	})
);

test(
	'photos go after everything else, one by one, and a door that is another’s by then keeps nobody from bringing them',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		await setVerified(s, s.som, true);
		const { file } = await written(phone, s.som);
		const { ids, words } = await save(phone, home, file, { ...(await sheet()), rounds: 0 });
		const after = await sayOn(phone, 'field.open-door', { people: [s.gia] }, { household: home, people: [s.gia] });
		const order: string[][] = [];
		const wire = {
			...phone.wire,
			push: (signed: Parameters<typeof phone.wire.push>[0]) => {
				order.push((JSON.parse(signed.body) as { parcels: { id: string }[] }).parcels.map(({ id }) => id));
				return phone.wire.push(signed);
			}
		};
		const photos = ids.filter((_, n) => words[n]!.command === 'cases.bring-photo');
		await sync(phone.phone, wire, phone.unlocked);
		expect(order[0]).toContain(after);
		expect(order[0]!.some((id) => photos.includes(id))).toBe(false);
		expect(order.slice(1)).toEqual(photos.map((id) => [id]));
		expect((await fileAt(s, clock.at, file.id)).file.stage).toBe('confirmed');
		// The next one: its visit arrives, the door goes to another, and then its photo comes.
		const second = await written(phone, s.som);
		const kept = await save(phone, home, second.file, { ...(await sheet()), rounds: 0 });
		const noPhoto = {
			...wire,
			push: async (signed: Parameters<typeof phone.wire.push>[0]) => {
				const { parcels } = JSON.parse(signed.body) as { parcels: { id: string }[] };
				if (parcels.every(({ id }) => kept.ids.includes(id) && !kept.ids.slice(0, 2).includes(id)))
					throw new WireFault('offline');
				return phone.wire.push(signed);
			}
		};
		await sync(phone.phone, noPhoto, phone.unlocked);
		expect((await fileAt(s, clock.at, second.file.id)).door?.notYet).toBe('photo-missing');
		await handOver(s.as(s.thach), { households: [home], to: await areaOf(s, 'Ngõ Khác', s.mai) });
		for (let n = 0; n < 3; n++) await syncNow(phone);
		expect((await fileAt(s, clock.at, second.file.id)).file.stage).toBe('confirmed');
	})
);

test(
	'taken back with its visit it is void; once an officer has received it, or they said yes elsewhere, a person looks at that',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		await setVerified(s, s.som, true);
		const first = await written(phone, s.som);
		const { saved } = await save(phone, home, first.file, await sheet());
		await sayAll(phone.phone, takenBack(saved));
		await syncNow(phone);
		expect((await fileAt(s, clock.at, first.file.id)).file.stage).toBe('void');
		const second = await written(phone, s.som);
		const kept = await save(phone, home, second.file, await sheet());
		await seeAndReceive(laterIn(s, clock.at), s.mai, second.file.id);
		await sayAll(phone.phone, takenBack(kept.saved));
		for (let n = 0; n < 3; n++) await syncNow(phone);
		expect((await fileAt(s, clock.at, second.file.id)).file.stage).toBe('received');
		const third = await written(phone, s.som, false);
		const elsewhere = await save(phone, home, third.file);
		const { hash } = await fileAt(s, clock.at, third.file.id);
		await confirmOnPaper(laterIn(s, clock.at)(beside(s, s.som)), { case: third.file.id, hash });
		const ids = await sayAll(phone.phone, takenBack(elsewhere.saved));
		for (let n = 0; n < 3; n++) await syncNow(phone);
		expect(await Promise.all(ids.map((one) => outcomeOf(phone, one)))).toContainEqual([
			'box',
			'rejected',
			'file-stands'
		]);
		expect((await fileAt(s, clock.at, third.file.id)).file.stage).toBe('confirmed');
	})
);

test('the number beside a signature is eight signs that no eye mistakes, and another for another word', async () => {
	const [one, two] = await Promise.all(['a', 'b'].map(hashOf));
	expect(checkNumber(one!)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}$/);
	expect(checkNumber(one!)).not.toBe(checkNumber(two!));
	expect(checkNumber('ffffffffff')).toBe('ZZZZ ZZZZ');
	expect(checkNumber('0000000001')).toBe('0000 0001');
});
