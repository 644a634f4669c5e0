import { createHash } from 'node:crypto';
import type { Db } from '#platform/db.server.ts';
import {
	findCaseByCode,
	findPortalTask,
	findReceiverName,
	insertStatus,
	updateFiled,
	updateStatusToNewest
} from './sql-outside.server.ts';
import type { PortalTask, CaseRow, PaperRow, Answered, Status } from './answers.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { derive, lookupHash } from '#platform/keys.server.ts';
import { findKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import type { RegisterFact } from '#capabilities/procedures/answers.ts';
import type { Person } from '#capabilities/residents/answers.ts';
import { CARD, type Fact } from '#capabilities/residents/rules-sources.ts';
import { slipCodeFrom } from './rules-codes.ts';
import { isSheet } from './rules-sheet.ts';
import { canonical, type Content, type Words } from './rules-content.ts';
import { allows, type Act } from './rules-stage.ts';
import { findConfirmation, findCase, listAnswers, listPapers, lockCase } from './sql.server.ts';

/** The case, held for this transaction; refuses one that is not seen from here or may not be so changed now. */
export async function caseToChange({ db }: Context, id: string, act: Act): Promise<CaseRow> {
	const found = await lockCase(db, id);
	if (!found) throw new Refusal('case-unknown');
	if (!allows(found.stage, act)) throw new Refusal('case-stage', { stage: found.stage });
	return found;
}

/** What a slip or a receipt may show of a case: whoever finds it reads no words that staff wrote about somebody. */
export function asOnPaper({
	wayReason: _way,
	givenBackWhy: _why,
	...facts
}: CaseRow): Omit<CaseRow, 'wayReason' | 'givenBackWhy'> {
	return facts;
}

/** The case, held until the end of the transaction: whoever counts its money waits for whoever counts it now. */
export async function holdCase({ db }: Pick<Context, 'db'>, id: string): Promise<CaseRow> {
	const found = await lockCase(db, id);
	if (!found) throw new Refusal('case-unknown');
	return found;
}

export async function getCase({ db }: Context, id: string): Promise<CaseRow> {
	const found = await findCase(db, id);
	if (!found) throw new Refusal('case-unknown');
	return found;
}

/** The key of whose file it is; refuses after that person was erased, for a fresh key would never open what is sealed. */
export async function keyOf(context: Context, file: Pick<CaseRow, 'ownerId'>): Promise<SubjectKey> {
	const key = await findKey(context, file.ownerId);
	if (!key) throw new Refusal('person-unknown');
	return key;
}

const bindOf = (caseId: string, question: string): string => `answer:${caseId}:${question}`;

/** The answers that count, opened with their owner's key; none after the owner was erased. */
export async function readAnswers(context: Context, file: Pick<CaseRow, 'id' | 'ownerId'>): Promise<Answered[]> {
	const [rows, key] = await Promise.all([listAnswers(context.db, file.id), findKey(context, file.ownerId)]);
	if (!key) return [];
	return rows.map(({ question, valueSealed, provenance, at }) => ({
		question,
		provenance,
		at,
		value: key.text(valueSealed, bindOf(file.id, question))
	}));
}

export { bindOf };

/** `sheets` are photos of what was signed: no part of what they sign. */
export type Whole = {
	file: CaseRow;
	answers: Answered[];
	papers: PaperRow[];
	sheets: PaperRow[];
	words: Words;
	hash: string;
};

const wordsBind = (caseId: string): string => `words:${caseId}`;

/** The words of today: the form as it is asked now, and how its papers are called. */
const wordsNow = ({ procedureCode }: CaseRow): Words => ({
	form: formOf(procedureCode),
	papers: getProcedure(procedureCode).papers.map(({ id, name }) => ({ id, name }))
});

/** The words in which a yes was given, for as long as it stands; a new version of a form does not touch them. Null where none were kept. */
async function wordsOfYes(context: Context, file: CaseRow): Promise<Words | 'none' | null> {
	const yes = await findConfirmation(context.db, file.id);
	if (!yes) return null;
	const key = yes.wordsSealed && (await findKey(context, file.ownerId));
	return key ? (JSON.parse(key.text(yes.wordsSealed!, wordsBind(file.id))) as Words) : 'none';
}

/** The papers of a case, each as it was called when the yes to it was given, else as today. */
export async function namedPapers(context: Context, file: CaseRow): Promise<(PaperRow & { name: string })[]> {
	const [papers, said] = await Promise.all([listPapers(context.db, file.id), wordsOfYes(context, file)]);
	const words = said === null || said === 'none' ? wordsNow(file) : said;
	const named = papers.filter(({ paper }) => !isSheet(paper));
	return named.map((one) => ({ ...one, name: words.papers.find(({ id }) => id === one.paper)?.name ?? one.paper }));
}

/** The words of a yes, sealed under the key of whose file it is. */
export const sealWords = async (context: Context, { file, words }: Whole): Promise<Buffer> =>
	(await keyOf(context, file)).seal(JSON.stringify(words), wordsBind(file.id));

/** The case with everything that the resident confirms, in the words in which they read it, and the hash of exactly that. */
export async function readWhole(context: Context, file: CaseRow): Promise<Whole> {
	const [answers, seen, said] = await Promise.all([
		readAnswers(context, file),
		listPapers(context.db, file.id),
		wordsOfYes(context, file)
	]);
	const papers = seen.filter(({ paper }) => !isSheet(paper));
	const people = { owner: file.ownerId, submitter: file.submitterId, basis: file.ownerBasis };
	const words = said === null || said === 'none' ? wordsNow(file) : said;
	const content: Content = {
		...{ procedure: file.procedureCode, version: file.catalogueVersion, people, answers, papers },
		words: said === 'none' ? null : words
	};
	const sheets = seen.filter(({ paper }) => isSheet(paper));
	return { file, answers, papers, sheets, words, hash: hashOf(content) };
}

const hashOf = (content: Content): string => createHash('sha256').update(canonical(content)).digest('hex');

/** The slip code is derived from key and id, and never stored: who prints it again gets the same one. */
export const slipCodeOf = ({ keys }: Pick<Context, 'keys'>, caseId: string): string =>
	slipCodeFrom(derive(keys, 'slip', caseId));

export const slipHashOf = (context: Pick<Context, 'keys'>, caseId: string): Buffer =>
	lookupHash(context.keys, 'slip', slipCodeOf(context, caseId));

/** What the register can fill in, in the form that the questions keep. */
export const factsOf = (person: Person): Partial<Record<RegisterFact, string>> => ({
	name: person.name,
	idNumber: person.number ?? undefined,
	birth: person.birthDate ?? (person.birthYear === null ? undefined : String(person.birthYear)),
	sex: person.gender ?? undefined,
	phone: person.phone ?? undefined,
	address: person.hamlet ?? undefined
});

/** A fact of a form as the register calls it. */
const calledThere: Partial<Record<RegisterFact, Fact>> = {
	name: 'name',
	idNumber: 'number',
	birth: 'birth',
	sex: 'gender',
	phone: 'phone',
	address: 'hamlet'
};
type Filled = Pick<Answered, 'provenance'> & { typedBy: string | null };

/**
 * Whose mark an answer carries that is filled in from what is kept of somebody: what a guide typed when they were written down is that
 * guide's, what their card said is the card's, and only the rest is the register's. `byCard`: the card lies here and says the same.
 */
export function filledFrom({ sources }: Pick<Person, 'sources'>, fact: RegisterFact | null, byCard = false): Filled {
	const called = fact === null ? undefined : calledThere[fact];
	const by = called && sources[called];
	if (by === CARD || (byCard && (called === 'number' || called === 'birth')))
		return { provenance: 'card', typedBy: null };
	return by === undefined ? { provenance: 'register', typedBy: null } : { provenance: 'guide', typedBy: by };
}

/** How far a case is before the portal; undefined once it has answered, or where it never stood there. */
export const portalTaskOf = (db: Db, id: string): Promise<PortalTask | undefined> => findPortalTask(db, id);
export type { CaseRow, PortalTask };

/** The name of who receives a case, as it stands on the slip. */
export const nameOfReceiver = (db: Db, staff: string): Promise<string | null> => findReceiverName(db, staff);

/** The case that has an official code, whichever place it lies in. */
export const caseOfCode = (db: Db, code: string): Promise<string | null> => findCaseByCode(db, code);

/** The hash of what was said yes to, hex; null where nobody has, or it was taken back. */
export const confirmedHash = async (db: Db, id: string): Promise<string | null> =>
	(await findConfirmation(db, id))?.contentHash.toString('hex') ?? null;

/** What was heard of a case outside, and when it was said there. */
type Heard = { status: Status; source: 'portal' | 'by-hand'; outsideAt: Date };

/** The case is filed under its official code, with the first status that is known of it. For the transaction of whoever files it. */
export async function noteFiled(context: Context, file: CaseRow, code: string, heard: Heard): Promise<void> {
	await updateFiled(context.db, file.id, code, heard.status, context.now, slipHashOf(context, file.id));
	await insertStatus(context.db, { case: file.id, ...heard, heardAt: context.now });
}

/** A later status: heard twice it counts once (false), and an older one never overwrites a newer. */
export async function noteStatus({ db, now }: Context, file: CaseRow, heard: Heard): Promise<boolean> {
	const news = await insertStatus(db, { case: file.id, ...heard, heardAt: now });
	if (news && file.status !== 10) await updateStatusToNewest(db, file.id);
	return news;
}
