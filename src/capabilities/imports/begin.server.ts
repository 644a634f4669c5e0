import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id, sha256 } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { insertImport, isAnotherUnderWay } from './sql.server.ts';

export const MOST_SHEET_BYTES = 10 * 1024 * 1024;
export const fileBind = (one: string): string => `import:${one}`;
export const rowBind = (one: string, n: number): string => `import:${one}:${n}`;

/** The cells of a row as they were laid out. */
export const openRow = (key: SubjectKey, one: string, { n, sealed }: { n: number; sealed: Buffer | null }): string[] =>
	sealed ? (JSON.parse(key.text(sealed, rowBind(one, n))) as string[]) : [];

/** Seals an uploaded sheet under the key of its import, before anything looks into it. Refuses none, more than 10 MB, or one while another is under way. */
export async function keepSheet(
	context: Context,
	one: string,
	file: File | null
): Promise<{ name: string; sha256: string }> {
	if (!file || file.size === 0) throw new Refusal('file-missing');
	if (file.size > MOST_SHEET_BYTES) throw new Refusal('sheet-large', { most: MOST_SHEET_BYTES / 1_048_576 });
	const bytes = Buffer.from(await file.arrayBuffer());
	const key = await inScope(context.db, context.actor, context.request, async (db) => {
		const home = homeOf(context.actor);
		if (home !== null && (await isAnotherUnderWay(db, home, one))) throw new Refusal('import-open');
		return subjectKey({ ...context, db }, one);
	});
	return { name: file.name.slice(-120), sha256: await context.store.put(key.seal(bytes, fileBind(one))) };
}

/** Begins an import; the worker reads it. One at a time in a commune (`import-open`). */
export const beginImport = command(
	{
		name: 'imports.begin',
		group: 'keep-register',
		input: v.object({ id, name: v.string(), sha256 }),
		answer: v.object({ id: v.string() })
	},
	async ({ db, actor, now }, input) => {
		const home = homeOf(actor);
		if (home === null) throw new Refusal('not-your-place');
		const { communeId } = await getCentre(db, home);
		await insertImport(db, {
			id: input.id,
			centre: home,
			commune: communeId,
			fileName: input.name,
			sha256: input.sha256,
			by: actor.id,
			at: now
		});
		return { answer: { id: input.id }, about: input.id, person: null };
	}
);

/** Keeps a sheet and begins its import. What is refused for certain leaves no file behind; where nobody knows, it stays. */
export async function bringSheet(context: Context, one: string, file: File | null): Promise<{ id: string }> {
	const kept = await keepSheet(context, one, file);
	try {
		return await beginImport(context, { id: one, ...kept });
	} catch (reason) {
		if (isRefused(reason)) await context.store.remove(kept.sha256);
		throw reason;
	}
}

/** By us, or by a constraint. */
const isRefused = (reason: unknown): boolean =>
	reason instanceof Refusal ||
	(reason instanceof Error && Boolean((reason as { constraint_name?: string }).constraint_name));
