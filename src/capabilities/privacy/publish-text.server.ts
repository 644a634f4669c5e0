import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { currentOf, version } from './consents.server.ts';
import { purposes } from './rules-consent.ts';
import { insertText } from './sql.server.ts';

/**
 * New words for a purpose, from now on: whoever said yes to the old ones is asked again. It comes with a release of the house,
 * because the words in three languages do.
 */
export const publishText = command(
	{
		name: 'privacy.publish-text',
		group: 'house',
		input: v.object({ purpose: v.picklist(purposes), version, words: v.pipe(v.string(), v.regex(/^ask-[a-z0-9-]+$/)) }),
		answer: v.object({ version: v.number() })
	},
	async (context, input) => {
		if (input.version !== (await currentOf(context, input.purpose)).version + 1) throw new Refusal('text-changed');
		await insertText(context.db, { ...input, at: context.now });
		return { answer: { version: input.version }, person: null, detail: input };
	}
);
