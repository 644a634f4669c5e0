import { findJudgement } from './frame.ts';
import type { Spoken } from './frame-shape.ts';
import { voiceOf } from './voices.server.ts';
import { heardIn, type Heard } from './ui/heard.ts';

type Asked = { item: string | null; answered: string | null; choice: string | null; locale: keyof Spoken };

/** What a page shows: the item that was just answered, with what it was, or the one that comes next. */
export function heardNow({ item, answered, choice, locale }: Asked): {
	heard: Heard | null;
	said: { choice: string; correct: boolean } | null;
	voice: string | null;
} {
	const shown = findJudgement(answered ?? item ?? '');
	if (!shown) return { heard: null, said: null, voice: null };
	const said = answered && choice ? { choice, correct: shown.right === choice } : null;
	return { heard: heardIn(shown, locale, said !== null), said, voice: locale === 'vi' ? voiceOf(shown.id) : null };
}
