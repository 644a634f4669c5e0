import sharp from 'sharp';
import { begunFile, papersOf } from '#capabilities/cases/door-file.ts';
import { hashOf, signedText } from '#capabilities/cases/door-signed.ts';
import { LentForms } from '#capabilities/cases/lent-forms.ts';
import { newId } from '#capabilities/field/bytes.ts';
import { emptyDraft, type Saved } from '#capabilities/field/drafts.browser.ts';
import { lentHere } from '#capabilities/field/lent.browser.ts';
import { sayAll, type Word } from '#capabilities/field/outbox.browser.ts';
import { StoreRefusal, type Phone } from '#capabilities/field/store.browser.ts';
import { takenBack } from '#capabilities/field/taken-back.browser.ts';
import type { TakenHousehold } from '#capabilities/field/taken.ts';
import { visited } from '#capabilities/field/visited.browser.ts';
import { system } from '#kernel/actor.ts';
import { setScope } from '#platform/scope.server.ts';
import { chance, db, id, onPhone, pick, type Hand, type History } from './field-history.ts';

// Files with photos in a history, as the app writes them at a table, and as it takes them back.

/** A file, the word that wrote it, and its photos with the words of their parts. */
export type SaidFile = { id: string; op: string; photos: { id: string; page: number; parts: string[] }[] };

const PENSION = '1.014027';

/** The picture of a sheet that travels in three parts. */
const sheet: Promise<string> = (() => {
	const noise = Buffer.from(Array.from({ length: 380 * 480 * 3 }, (_, n) => (n * 7919 + ((n * n) % 251)) % 256));
	const raw = { width: 380, height: 480, channels: 3 } as const;
	return sharp(noise, { raw }).jpeg({ quality: 80 }).toBuffer();
})().then((bytes) => bytes.toString('base64'));

/** Keeps words on a phone, all or none, whatever kills it meanwhile. */
async function keep(h: History, hand: Hand, made: (phone: Phone) => Promise<Word[]>): Promise<Word[]> {
	const kill = chance(h, 0.1) ? 1 + Math.floor(h.random() * 6) : 0;
	const kept = await onPhone(
		h,
		hand,
		async (phone) => {
			const words = (await made(phone)).map((word) => ({ id: newId(phone.device.clock()), ...word }));
			if (words.length > 0) await sayAll(phone, words);
			return words;
		},
		kill
	).catch((fault: unknown) => {
		if (!(fault instanceof StoreRefusal)) throw fault;
		return null;
	});
	for (const { id: op, command, input, about } of kept ?? [])
		h.said.set(op!, {
			...{ op: op!, hand, phone: hand.id, command },
			...{ household: about.household, people: about.people, input }
		});
	return kept ?? [];
}

async function doorOn({ unlocked }: Hand, phone: Phone, household: string): Promise<TakenHousehold | null> {
	const row = (await phone.rows.all()).find(({ id: one, kind }) => one === household && kind === 'household');
	if (!row || !unlocked) return null;
	return JSON.parse(await unlocked.open(row.sealed, `row|${row.area}|${row.id}`)) as TakenHousehold;
}

/** A visit with a file at the table of one of them, signed or not, and photos of what was signed and shown. */
export async function filing(h: History, hand: Hand, household: string, people: readonly string[]): Promise<void> {
	const person = pick(h, people);
	const [signs, many] = [chance(h, 0.6), Math.floor(h.random() * 3)];
	const bytes = await sheet;
	let saved: Saved | null = null;
	const words = await keep(h, hand, async (phone) => {
		const door = await doorOn(hand, phone, household);
		const known = door?.people.find((one) => one.id === person);
		const forms = hand.unlocked && (await lentHere(phone, hand.unlocked, 'forms', LentForms));
		const asked = forms?.procedures.find(({ code }) => code === PENSION);
		if (!door || !known || !forms || !asked) return [];
		const file = begunFile(asked, { id: id(), person, owner: person, basis: null, known, owned: null });
		for (const paper of papersOf(asked)) file.papers[paper.id] = 'seen';
		file.photos = Array.from({ length: many }, id);
		if (signs) file.signed = await hashOf(signedText(forms.version, asked, file));
		const draft = { ...emptyDraft(household, phone.device.clock()), met: [person], files: [file] };
		const ended = { outcome: 'met' as const, day: '2026-07-15', minutes: 20, helper: hand.staff.id };
		const photos = Object.fromEntries(file.photos.map((photo) => [photo, bytes]));
		const visit = visited(door, draft, ended, { forms, photos });
		saved = visit.saved;
		return visit.words;
	});
	const written = words.find(({ command }) => command === 'cases.write-at-door');
	if (!saved || !written) return;
	hand.saved.push(saved);
	const parts = words.filter(({ command }) => command === 'cases.bring-photo');
	const photos = [...Map.groupBy(parts, ({ input }) => String(input['photo']))];
	h.files.push({
		...{ id: String(written.input['id']), op: written.id! },
		photos: photos.map(([photo, some], n) => ({ id: photo, page: n + 1, parts: some.map((one) => one.id!) }))
	});
}

/** What was written by mistake is taken back, where it was said or before it was. */
export async function takingBack(h: History, hand: Hand): Promise<void> {
	const saved = hand.saved.pop();
	if (saved) await keep(h, hand, () => Promise.resolve(takenBack(saved)));
}

type Sheet = { id: string; caseId: string; paper: string; bytes: number };
type Stands = { papers: readonly Sheet[]; parts: ReadonlyMap<string, number>; stages: ReadonlyMap<string, string> };

async function standing(h: History): Promise<Stands> {
	await setScope(db(h), h.world.s.thach, id());
	const papers = await db(h)<Sheet[]>`
		select id, case_id, paper, bytes from case_paper where paper like 'sheet-%' and sha256 is not null`;
	// Whoever is of the staff sees whole photos alone.
	await setScope(db(h), system('field.test', new Set()), id());
	const parts = await db(h)<{ photo: string; many: number }[]>`
		select photo_id as photo, count(*)::int as many from case_photo_part group by photo_id`;
	await setScope(db(h), h.world.s.thach, id());
	const files = await db(h)<{ id: string; stage: string }[]>`
		select c.id, c.stage from case_file c join door_case d on d.case_id = c.id`;
	return {
		papers,
		parts: new Map(parts.map(({ photo, many }) => [photo, many])),
		stages: new Map(files.map((one) => [one.id, one.stage]))
	};
}

/** Each file stands once; a photo lies whole beside its own file once all its parts were done, and in as many parts before. */
export async function photosIn(h: History, done: ReadonlyMap<string, string>): Promise<string[]> {
	const stands = await standing(h);
	const wrong: string[] = [];
	for (const file of h.files) {
		const { people = [] } = h.said.get(file.op) ?? {};
		if (people.some((one) => h.model.erased.has(one))) continue;
		const stage = stands.stages.get(file.id);
		if (done.has(file.op) !== (stage !== undefined))
			wrong.push('a file stands that was not done, or the other way round');
		if (stage === 'void') continue;
		for (const photo of file.photos) {
			const came = photo.parts.filter((op) => done.has(op)).length;
			const [sheets, parts] = [stands.papers.filter((one) => one.id === photo.id), stands.parts.get(photo.id) ?? 0];
			const whole = came === photo.parts.length;
			if (sheets.length !== (whole ? 1 : 0) || parts !== (whole ? 0 : came))
				wrong.push(`of a photo ${came} of ${photo.parts.length} came: whole ${sheets.length}, in parts ${parts}`);
			if (sheets.some((one) => one.caseId !== file.id || one.paper !== `sheet-${photo.page}` || one.bytes === 0))
				wrong.push('a photo lies beside another file or in another place');
		}
	}
	const named = new Set(h.files.flatMap(({ photos }) => photos.map((one) => one.id)));
	if (stands.papers.some((one) => !named.has(one.id))) wrong.push('there is a photo that nobody took');
	return wrong;
}
