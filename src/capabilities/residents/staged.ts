import * as v from 'valibot';
import { day, id } from '#kernel/shapes.ts';
import { papers } from './rules-papers.ts';

// What a sheet’s row says of somebody, as it waits to become true: the room of sheets keeps it and this room takes it, so that this
// room says what it is. Sealed cells and hashes are bytes as PostgreSQL writes them, `\x…`.

const bytes = v.nullable(v.pipe(v.string(), v.regex(/^\\x[0-9a-f]*$/)));

/** Where somebody of a row lives; alone where the register knows everything else already. */
export const StagedHome = v.object({
	household: v.nullable(id),
	book: v.nullable(v.string()),
	address: v.string(),
	hamletId: v.nullable(v.number()),
	relation: v.string()
});

export const StagedPerson = v.object({
	...StagedHome.entries,
	papers: v.array(v.object({ paper: v.picklist(papers), until: day })),
	name: v.string(),
	namePlain: v.string(),
	birthYear: v.nullable(v.number()),
	birthDate: v.nullable(day),
	gender: v.nullable(v.picklist(['female', 'male'])),
	hamlet: v.nullable(v.string()),
	numberSealed: bytes,
	numberHash: bytes,
	phoneSealed: bytes,
	phoneHash: bytes,
	/** The look-up key that both hashes were made with. */
	keyId: v.nullable(v.string()),
	whySealed: bytes
});

export const Staged = v.union([StagedPerson, StagedHome]);
export type Staged = v.InferOutput<typeof Staged>;
