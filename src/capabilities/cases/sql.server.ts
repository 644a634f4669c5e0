import type { Way, CaseRow, Delivery, PaperRow } from './answers.ts';
import type { Db, Fragment } from '#platform/db.server.ts';
import type { Provenance } from '#capabilities/assistance/rules-how.ts';
import type { Basis } from './rules-stage.ts';

const columns = (
	sql: Db
) => sql`id, receiving_centre_id, responsible_centre_id, procedure_code, catalogue_version, helped_id, submitter_id, owner_id, owner_basis, way, way_reason,
	receiver_id, stage, status, given_back_at, given_back_why, delivery, official_code, portal_since, made_by, made_at, confirmed_at, received_at, filed_at, due_on, handed_over_at, version`;

type NewCase = Pick<
	CaseRow,
	| 'id'
	| 'receivingCentreId'
	| 'procedureCode'
	| 'catalogueVersion'
	| 'ownerId'
	| 'helpedId'
	| 'submitterId'
	| 'madeBy'
	| 'madeAt'
> &
	Partial<Pick<CaseRow, 'ownerBasis'>>;

export const insertCase = (sql: Db, c: NewCase) => sql`
	insert into case_file (id, receiving_centre_id, responsible_centre_id, procedure_code, catalogue_version, helped_id, submitter_id, owner_id, owner_basis, made_by, made_at)
	values (${c.id}, ${c.receivingCentreId}, ${c.receivingCentreId}, ${c.procedureCode}, ${c.catalogueVersion}, ${c.helpedId}, ${c.submitterId}, ${c.ownerId}, ${c.ownerBasis ?? null}, ${c.madeBy}, ${c.madeAt})`;

export const findCase = async (sql: Db, id: string): Promise<CaseRow | undefined> =>
	(await sql<CaseRow[]>`select ${columns(sql)} from case_file where id = ${id}`)[0];

/** Whoever changes a case holds its row. */
export const lockCase = async (sql: Db, id: string): Promise<CaseRow | undefined> =>
	(await sql<CaseRow[]>`select ${columns(sql)} from case_file where id = ${id} for update`)[0];

export const updatePeople = (
	sql: Db,
	id: string,
	people: { ownerId: string; submitterId: string; basis: Basis | null }
) => sql`
	update case_file set owner_id = ${people.ownerId}, submitter_id = ${people.submitterId}, owner_basis = ${people.basis}, version = version + 1 where id = ${id}`;

export const updateWay = (sql: Db, id: string, way: Way, reason: string, receiver: string | null) => sql`
	update case_file set way = ${way}, way_reason = ${reason}, receiver_id = ${receiver}, version = version + 1 where id = ${id}`;

/** How this person last had a file received over the counter since then: the reason in their words, and by whom. */
export const findWayBefore = async (
	sql: Db,
	by: string,
	since: Date
): Promise<{ reason: string; receiver: string | null } | null> =>
	(
		await sql<{ reason: string; receiver: string | null }[]>`
			select c.way_reason as reason, c.receiver_id as receiver from journal j join case_file c on c.id = j.about
			where j.command = 'cases.choose-way' and j.actor_kind = 'staff' and j.actor_id = ${by} and j.at >= ${since} and c.way = 'DIRECT'
			order by j.id desc limit 1`
	)[0] ?? null;

/** An answer or paper that changes after the resident's yes takes the yes back. */
export const updateToDraft = (sql: Db, id: string) => sql`
	update case_file set stage = 'draft', confirmed_at = null, version = version + 1 where id = ${id} and stage = 'confirmed'`;

/** Back to a draft with why; who was to receive it still is. */
export const updateGivenBack = (sql: Db, id: string, { by, why, at }: { by: string; why: string; at: Date }) => sql`
	update case_file set stage = 'draft', confirmed_at = null, received_at = null, due_on = null, given_back_at = ${at}, given_back_by = ${by}, given_back_why = ${why},
		version = version + 1
	where id = ${id}`;

export const updateConfirmed = (
	sql: Db,
	id: string,
	yes: { at: Date; slipHash: Buffer; due: string | null; delivery: Delivery }
) => sql`
	update case_file set stage = 'confirmed', given_back_at = null, given_back_by = null, given_back_why = null, confirmed_at = ${yes.at}, slip_hash = ${yes.slipHash}, due_on = ${yes.due}::date, delivery = ${yes.delivery},
		version = version + 1 where id = ${id}`;

export const updateReceived = (sql: Db, id: string, by: string, at: Date, due: string | null) => sql`
	update case_file set stage = 'received', receiver_id = ${by}, received_at = ${at}, due_on = ${due}::date, version = version + 1 where id = ${id}`;

export const updateHandedOver = (sql: Db, id: string, against: string, at: Date) => sql`
	update case_file set status = 10, handed_over_at = ${at}, handed_over_against = ${against}, version = version + 1 where id = ${id}`;

export const updateVoid = (sql: Db, id: string) =>
	sql`update case_file set stage = 'void', version = version + 1 where id = ${id} and stage in ('draft', 'confirmed')`;

/** Whose hands of the staff typed, and by which key where a program did it in their name. */
type Hands = { typedBy: string | null; typedKey: string | null };
type AnswerRow = { question: string; valueSealed: Buffer; provenance: Provenance; at: Date };
/** Null: the answer to a question is gone, and its older ones stay as history. */
type Sealed = { question: string; valueSealed: Buffer | null };
type Given = Pick<AnswerRow, 'provenance' | 'at'> & Partial<Hands>;

const questionsOf = (sql: Db, answers: readonly Sealed[]) =>
	sql`${sql.array(answers.map(({ question }) => question))}::text[]`;
const valuesOf = (sql: Db, answers: readonly Sealed[]) =>
	sql`${sql.array(answers.map(({ valueSealed }) => valueSealed) as Buffer[], 17)}::bytea[]`;

/** Answers that were given at once, by the same hands: one row. Of each question the latest counts. Refuses none at all. */
export const insertAnswers = (sql: Db, caseId: string, answers: readonly Sealed[], given: Given) => sql`
	insert into case_answer (case_id, questions, values_sealed, provenance, at, typed_by, typed_key)
	values (${caseId}, ${questionsOf(sql, answers)}, ${valuesOf(sql, answers)}, ${given.provenance}, ${given.at}, ${given.typedBy ?? null}, ${given.typedKey ?? null})`;

export const insertAnswer = (sql: Db, caseId: string, { question, valueSealed, ...given }: Sealed & Given) =>
	insertAnswers(sql, caseId, [{ question, valueSealed }], given);

export const withdrawAnswer = (sql: Db, caseId: string, question: string, at: Date) =>
	insertAnswer(sql, caseId, { question, valueSealed: null, provenance: 'register', at });

/** The latest answer to each question of a case, also where it is gone. */
export const latestAnswers = (sql: Db, caseId: string): Fragment => sql`
	select distinct on (q.question) q.question, q.value_sealed, a.provenance, a.at, a.typed_by, a.typed_key
	from case_answer a cross join lateral unnest(a.questions, a.values_sealed) as q (question, value_sealed)
	where a.case_id = ${caseId} order by q.question, a.id desc`;

export const listAnswers = (sql: Db, caseId: string) => sql<(AnswerRow & Hands)[]>`
	select question, value_sealed, provenance, at, typed_by, typed_key from (${latestAnswers(sql, caseId)}) latest where value_sealed is not null`;

type NewPaper = Pick<PaperRow, 'id' | 'paper' | 'verdict' | 'sha256'>;

/** Papers as columns beside each other: ids, which, how they are, hashes of their files. */
const columnsOf = (sql: Db, papers: readonly NewPaper[]): Fragment => sql`
	${sql.array(papers.map((p) => p.id))}::uuid[], ${sql.array(papers.map((p) => p.paper))}::text[], ${sql.array(papers.map((p) => p.verdict))}::text[],
	${sql.array(papers.map((p) => p.sha256) as string[])}::text[]`;

/**
 * A whole draft in one statement: file, answers and papers, of somebody who owns it, submits it and is helped with it. Refuses whom this scope
 * does not see (`person-unknown`).
 */
export const fileCase = (
	sql: Db,
	file: Pick<
		NewCase,
		'id' | 'receivingCentreId' | 'procedureCode' | 'catalogueVersion' | 'ownerId' | 'madeBy' | 'madeAt'
	>,
	answers: readonly Sealed[],
	{ provenance, typedKey }: Pick<AnswerRow, 'provenance'> & Pick<Hands, 'typedKey'>,
	papers: readonly NewPaper[]
) => sql`
	select file_case(${file.id}, ${file.receivingCentreId}, ${file.procedureCode}, ${file.catalogueVersion}, ${file.ownerId}, ${file.madeBy}, ${file.madeAt},
		${questionsOf(sql, answers)}, ${valuesOf(sql, answers)}, ${provenance}, ${typedKey},
		${columnsOf(sql, papers)})`;

export const insertPaper = (sql: Db, caseId: string, p: PaperRow) => sql`
	insert into case_paper (id, case_id, paper, verdict, reason, sha256, bytes, mime, at)
	values (${p.id}, ${caseId}, ${p.paper}, ${p.verdict}, ${p.reason}, ${p.sha256}, ${p.bytes}, ${p.mime}, ${p.at})`;

export const insertPapers = (sql: Db, caseId: string, papers: readonly NewPaper[], at: Date) => sql`
	insert into case_paper (id, case_id, paper, verdict, sha256, at)
	select id, ${caseId}, paper, verdict, sha256, ${at} from unnest(${columnsOf(sql, papers)}) as p (id, paper, verdict, sha256)`;

export const listPapers = (sql: Db, caseId: string) => sql<PaperRow[]>`
	select distinct on (paper) id, paper, verdict, reason, sha256, bytes, mime, at from case_paper where case_id = ${caseId} order by paper, at desc, id desc`;

export const findPaper = async (sql: Db, id: string): Promise<(PaperRow & { caseId: string }) | undefined> =>
	(
		await sql<
			(PaperRow & { caseId: string })[]
		>`select id, case_id, paper, verdict, reason, sha256, bytes, mime, at from case_paper where id = ${id}`
	)[0];

export const insertConfirmation = (
	sql: Db,
	c: {
		id: string;
		case: string;
		hash: Buffer;
		way: string;
		proof: string;
		device: string | null;
		browser: string | null;
		words: Buffer;
		at: Date;
	}
) => sql`
	insert into confirmation (id, case_id, content_hash, way, proof, device_id, browser, words_sealed, at)
	values (${c.id}, ${c.case}, ${c.hash}, ${c.way}, ${c.proof}, ${c.device}, ${c.browser}, ${c.words}, ${c.at})`;

type Yes = { contentHash: Buffer; way: string; browser: string | null; wordsSealed: Buffer | null; at: Date };

export const findConfirmation = async (sql: Db, caseId: string): Promise<Yes | undefined> =>
	(
		await sql<
			Yes[]
		>`select content_hash, way, browser, words_sealed, at from confirmation where case_id = ${caseId} and revoked_at is null order by at desc limit 1`
	)[0];

export const revokeConfirmations = (sql: Db, caseId: string, at: Date) =>
	sql`update confirmation set revoked_at = ${at} where case_id = ${caseId} and revoked_at is null`;
