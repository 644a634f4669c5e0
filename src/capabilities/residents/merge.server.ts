import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id, OnePage, pageWith } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKey, subjectKey } from '#platform/subject-keys.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import {
	completeKept,
	countLater,
	deleteMember,
	endMember,
	findOpenMember,
	insertMember,
	insertMerge,
	mergesOf,
	lockMerge,
	lockTwo,
	noteJoined,
	pointBack,
	pointFurther,
	pointTo,
	reopenMember,
	restoreGone,
	restoreKept,
	stampMembers,
	stampUndone,
	updateKin,
	type Lent
} from './sql-merge.server.ts';
import { sealedFacts } from './correct-person.server.ts';
import { getPerson } from './people.server.ts';
import { joinFault } from './rules-merge.ts';
import { insertChange } from './sql-changes.server.ts';
import { settleTwin } from './sql-twins.server.ts';
import { Merge } from './answers.ts';

type Row = Awaited<ReturnType<typeof lockTwo>>[number];

/**
 * Says that two rows are one person. The one that stays lends from the other what it lacks and loses nothing; the other points to
 * it, keeps its own key, and everything under its id is read under both. Refuses a row that was erased or merged already
 * (`merge-not-two`), two numbers, whatever papers were seen: one of them is taken away first, of somebody compared by two people
 * (`merge-two-numbers`, `merge-two-compared`), and of somebody compared with a card all but a row that may be theirs, which goes into
 * theirs (`merge-keep-compared`, `merge-unlike`). An e-ID enters again when somebody else has held a card beside the row.
 */
export const mergePeople = command(
	{
		name: 'residents.merge',
		byPerson: true,
		group: 'join-people',
		input: v.object({ id, kept: id, gone: id }),
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const commune = await communeOf(db, actor);
		const rows = await lockTwo(db, input.kept, input.gone);
		const [kept, gone] = [rows.find((row) => row.id === input.kept), rows.find((row) => row.id === input.gone)];
		if (!kept || !gone || kept === gone || [kept, gone].some((row) => row.mergedInto !== null || row.erasedAt !== null))
			throw new Refusal('merge-not-two');
		const fault = joinFault(sideOf(kept), sideOf(gone));
		if (fault) throw new Refusal(fault);
		const lent = await lend(context, kept, gone);
		const hadPhone = await leavesTelephone(context, commune, kept, gone);
		await insertMerge(db, { id: input.id, kept: kept.id, gone: gone.id, commune, by: actor.id, at: now });
		await pointTo(db, kept.id, gone.id, lent.numberHash !== null, now);
		await pointFurther(db, kept.id, gone.id, input.id);
		await completeKept(db, kept.id, gone.id, lent, now);
		await noteJoined(db, kept.id, gone.id);
		await moveHome(context, input.id, kept.id, gone.id);
		await settleTwin(db, kept.id, gone.id, { id: context.request, commune, state: 'merged', by: actor.id, at: now });
		return {
			answer: { id: input.id },
			about: input.id,
			person: kept.id,
			detail: { kept: kept.id, gone: gone.id, hadPhone },
			looked: { person: [kept.id, gone.id], what: 'record', purpose: 'merge', about: input.id }
		};
	}
);

const sideOf = ({ name, birthYear, verified, numberHash }: Row) => ({
	...{ name, birthYear, verified },
	hasNumber: numberHash !== null
});

/** Number and phone of the one that goes, sealed anew under the key of the one that stays, where that one has none. */
async function lend(context: Context, kept: Row, gone: Row): Promise<Lent> {
	const from = await findKey(context, gone.id);
	const to = await subjectKey(context, kept.id);
	const over = (sealed: Buffer | null, has: Buffer | null, purpose: string): Buffer | null =>
		sealed && !has && from ? to.seal(from.text(sealed, purpose), purpose) : null;
	const [number, phone] = [
		over(gone.numberSealed, kept.numberHash, 'id-number'),
		over(gone.phoneSealed, kept.phoneHash, 'phone')
	];
	return {
		numberSealed: number,
		numberHash: number && gone.numberHash,
		phoneSealed: phone,
		phoneHash: phone && gone.phoneHash,
		numberKey: number || phone ? gone.numberKey : null
	};
}

/** The row that goes had a telephone, and whoever stays has another: by that one they are not reached any more. What stood there is kept, so that it can be told. */
async function leavesTelephone(context: Context, commune: number, kept: Row, gone: Row): Promise<boolean> {
	if (!kept.phoneHash || !gone.phoneHash || kept.phoneHash.equals(gone.phoneHash)) return false;
	const { db, actor, now, request } = context;
	const person = await getPerson(context, gone.id);
	const before = sealedFacts(await subjectKey(context, gone.id), person);
	await insertChange(db, {
		...{ id: request, person: gone.id, commune, by: actor.id, at: now },
		...{ source: 'said', fields: ['phone'], before }
	});
	return true;
}

/** A person lives in one household: the one that goes leaves theirs, and whoever stays takes their place if they had none. */
async function moveHome({ db, now, request }: Context, merge: string, kept: string, gone: string): Promise<void> {
	const [theirs, own] = [await findOpenMember(db, gone), await findOpenMember(db, kept)];
	if (!theirs) return;
	await endMember(db, theirs.id, dayOf(now));
	if (!own)
		await insertMember(db, {
			id: request,
			household: theirs.householdId,
			person: kept,
			relation: theirs.relation,
			since: theirs.since
		});
	await stampMembers(db, merge, theirs.id, own ? null : request);
	await updateKin(db, [theirs.householdId], [kept, gone]);
}

/**
 * Takes a merge back: both are again who they were, and what was put right in between stays with the one that was put right.
 * Refuses one that later merges were built on (`merge-later-first`).
 */
export const unmergePeople = command(
	{
		name: 'residents.unmerge',
		byPerson: true,
		group: 'join-people',
		input: v.object({ merge: id }),
		answer: v.object({ undone: v.literal(true) })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const found = await lockMerge(db, input.merge);
		if (!found || found.undoneAt || !found.held) throw new Refusal('merge-over');
		if ((await countLater(db, found)) > 0) throw new Refusal('merge-later-first');
		await restoreKept(db, found.id);
		await restoreGone(db, found.id);
		await pointBack(db, found.id);
		await noteJoined(db, found.keptId, found.goneId);
		if (found.addedMember) await deleteMember(db, found.addedMember);
		if (found.endedMember) await reopenMember(db, found.endedMember);
		const home = await findOpenMember(db, found.goneId);
		await updateKin(db, home ? [home.householdId] : [], [found.keptId, found.goneId]);
		await stampUndone(db, found.id, actor.id, now);
		await settleTwin(db, found.keptId, found.goneId, {
			id: context.request,
			commune: found.communeId,
			state: 'not-same',
			by: actor.id,
			at: now
		});
		return {
			answer: { undone: true },
			about: found.id,
			person: found.keptId,
			detail: { kept: found.keptId, gone: found.goneId },
			looked: { person: [found.keptId, found.goneId], what: 'record', purpose: 'unmerge', about: found.id }
		};
	}
);

/** Merges on one page. */
const PAGE = 50;

/** Merges of the commune that can be taken back, the last first. */
export const merges = query(
	{
		name: 'residents.merges',
		group: 'join-people',
		input: OnePage,
		answer: pageWith(Merge),
		look: ({ rows }) => ({
			person: rows.map(({ keptId }) => keptId),
			...{ what: 'list', purpose: 'list-twins', repeats: true }
		})
	},
	async ({ db, actor }, { page }) => pageIn<Merge>(db, mergesOf(db, await communeOf(db, actor)), page, PAGE)
);
