import type { Context } from '#platform/context.server.ts';
import { lookupHash } from '#platform/keys.server.ts';
import type { SubjectKey } from '#platform/subject-keys.server.ts';
import type { Channel, Locale } from './answers.ts';
import { wordsBind } from './binds.ts';
import { newCode } from './codes.server.ts';
import { wordsBy, type SendsFrom } from './spend.server.ts';
import { insertTry, type NoticeRow, type TryRow } from './sql.server.ts';

/** Four digits, and the hash by which they are asked for beside the end of this telephone, or of this letter. */
function drawCode({ keys }: Context, centre: number, end: string | null) {
	const code = newCode();
	const askedBy = end === null ? null : lookupHash(keys, 'notice-code', `${centre} ${code} ${end}`);
	return { code, askedBy };
}

type Handed = {
	key: SubjectKey;
	from: SendsFrom;
	locale: Locale;
	/** Whether others have their telephone too. */
	shared: boolean;
	channel: Channel;
	/** The three digits that are typed beside its code: the end of the telephone, or the number of the letter. */
	end: string | null;
	by: string | null;
	said: 'handed' | 'read' | 'unheard';
};

export type Word = Pick<TryRow, 'id' | 'channel' | 'code' | 'shared'> & { text: string };

/** One hand-over, with its words as they go out: nothing that is changed later changes them. Whoever reads them aloud says no code. */
export async function writeTry(
	context: Context,
	row: NoticeRow,
	id: string,
	{ key, from, locale, shared: others, channel, end, by, said }: Handed
): Promise<Word> {
	const { db, now } = context;
	const spell = await wordsBy(context, row, from, { locale, channel, shared: others });
	const whose = { noticeId: row.id, personId: row.personId, locale, centre: row.centreId };
	const read = channel === 'call' || channel === 'met';
	for (;;) {
		const { code, askedBy } = read ? { code: null, askedBy: null } : drawCode(context, row.centreId, end);
		const { words: text, shared, price, planned } = spell(code, end);
		const words = key.seal(text, wordsBind(id));
		const made = { id, channel, code, shared };
		const { count } = await insertTry(db, { ...made, ...whose, words, said, price, planned, askedBy, by, at: now });
		if (count > 0) return { ...made, text };
	}
}
