import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { checkHamlets } from '#capabilities/places/hamlets.server.ts';
import { steps } from '#web/act.server.ts';

const MOST_BYTES = 4 * 1024 * 1024;

/** Hamlets are public facts: what was read goes back with the page that asks whether to load it. */
export const checkFile = steps(v.object({ file: v.nullable(v.file()) }), async (context, { file }) => {
	if (!file) throw new Refusal('file-missing');
	if (file.size > MOST_BYTES) throw new Refusal('file-large', { megabytes: Math.ceil(file.size / 1_048_576) });
	const text = await file.text();
	return { check: await checkHamlets(context, { text }), text };
});
