import type { Context } from '#platform/context.server.ts';
import type { Locale } from '#design/spoken.ts';
import type { Answered, Asked } from './answers.ts';
import { itemTried, nextItemToTry } from './own.server.ts';
import { afterClip, turnClip } from './rules-spoken.ts';
import { findPractice } from './scams.ts';
import { practiceVoiceIn } from './voices.server.ts';

type Opened = { voice: string | null } & ({ asked: Asked; tried: null } | { asked: null; tried: Answered });

/** What a page of an item shows: the item as it is heard, or what it was; null where it is neither theirs now nor was. */
export async function openItem(
	context: Context,
	item: string,
	turn: string | null,
	locale: Locale
): Promise<Opened | null> {
	if (!findPractice(item)) return null;
	const heard = Number(turn);
	const asked = await nextItemToTry(context, { turn: heard >= 1 && heard <= 5 ? Math.floor(heard) : 1 });
	if (asked.item === item) return { asked, tried: null, voice: practiceVoiceIn(turnClip(item, asked.turn), locale) };
	const tried = await itemTried(context, { item });
	return tried && { asked: null, tried, voice: practiceVoiceIn(afterClip(item, tried.act), locale) };
}
