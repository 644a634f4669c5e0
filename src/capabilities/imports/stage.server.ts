import * as v from 'valibot';
import { plain } from '#kernel/plain.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { lookupHash } from '#platform/keys.server.ts';
import { subjectKeys, type SubjectKey } from '#platform/subject-keys.server.ts';
import { sealFacts } from '#capabilities/residents/seal.server.ts';
import { Staged, type StagedHome } from '#capabilities/residents/staged.ts';
import type { Above } from './rules-above.ts';
import type { ImportedPerson } from './rules-row.ts';
import { nameKey, type Judged } from './rules-verdict.ts';
import type { ImportRow } from './sql.server.ts';
import type { JudgedRow } from './sql-check.server.ts';

/** `like`: whom a doubtful row was like when it was checked, where that is not whom it is staged for. */
type Staging = {
	n: number;
	above: Above | null;
	place: string | null;
	person: ImportedPerson | null;
	judgement: Judged;
	like?: string | null;
	bothWays?: boolean;
};

/** A person that a row brings has an id of its own that is the same however often the row is checked. */
const newPersonId = (one: string, n: number): string => requestFor('import', n, one);

const isNews = ({ verdict }: Judged): boolean => verdict !== 'refused' && verdict !== 'same';
/** What is written of somebody who keeps the hamlet that they have. */
const asKept = (person: ImportedPerson, { person: known, reasons }: Judged): ImportedPerson =>
	known !== null && reasons.includes('hamlet-kept') ? { ...person, hamlet: null, hamletId: null } : person;

const hasWhy = ({ groups, ethnic }: ImportedPerson): boolean => groups.length > 0 || ethnic !== null;

/** Seals what a row says under the key of whom it will be. What only the sheet says (household, relation) is staged beside it. */
export async function stage(context: Context, one: ImportRow, judged: readonly Staging[]): Promise<JudgedRow[]> {
	const rows = judged.map((row) => ({ ...row, person: row.person && asKept(row.person, row.judgement) }));
	const target = ({ n, judgement }: Staging): string => judgement.person ?? newPersonId(one.id, n);
	const staged = rows.filter(
		({ person, judgement }) => person && (isNews(judgement) || (judgement.verdict === 'same' && hasWhy(person)))
	);
	const keys = await subjectKeys(context, staged.map(target));
	return rows.map((row) => {
		const key = keys.get(target(row));
		return {
			n: row.n,
			above: row.above,
			place: row.place,
			verdict: row.judgement.verdict,
			reasons: row.judgement.reasons,
			differs: row.judgement.differs,
			person: row.judgement.verdict === 'refused' ? null : target(row),
			like: row.judgement.verdict === 'doubtful' ? (row.like ?? row.judgement.person) : null,
			decision: null,
			bothWays: row.bothWays ?? false,
			numberHash: row.person?.number ? lookupHash(context.keys, 'id-number', row.person.number).toString('hex') : null,
			nameKey: row.person ? nameKey(row.person.name, row.person.birthYear) : null,
			staged: row.person && v.parse(Staged, key ? stagedAs(context, one, row.person, key) : livesAt(one, row.person))
		};
	});
}

const livesAt = (one: ImportRow, row: ImportedPerson): v.InferOutput<typeof StagedHome> => ({
	household: row.book ? requestFor('household', one.communeId, plain(row.book)) : null,
	book: row.book,
	address: row.address ?? '',
	hamletId: row.hamletId,
	relation: row.relation ?? 'other'
});

const hex = (bytes: Buffer | null): string | null => bytes && `\\x${bytes.toString('hex')}`;

function stagedAs(context: Context, one: ImportRow, row: ImportedPerson, key: SubjectKey): Staged {
	const sealed = sealFacts(context.keys, key, row);
	const why = hasWhy(row) ? JSON.stringify({ belongs: row.groups, ethnic: row.ethnic, note: '' }) : null;
	return {
		...livesAt(one, row),
		papers: row.papers,
		name: row.name,
		namePlain: plain(`${row.name} ${row.hamlet ?? ''}`),
		birthYear: row.birthYear,
		birthDate: row.birthDate,
		gender: row.gender,
		hamlet: row.hamlet,
		numberSealed: hex(sealed.numberSealed),
		numberHash: hex(sealed.numberHash),
		phoneSealed: hex(sealed.phoneSealed),
		phoneHash: hex(sealed.phoneHash),
		keyId: sealed.keyId,
		whySealed: hex(why === null ? null : key.seal(why, 'why'))
	};
}
