import type { Locale } from '#design/spoken.ts';
import type { CardOpen } from './answers.ts';
import { stepClip } from './rules-spoken.ts';
import { cardVoiceIn } from './voices.server.ts';

/** Where a file of a card lies. */
type At = (card: string, sha256: string) => string;

/** Where a step is heard by whoever reads this language; null where nobody has spoken it. */
export function stepVoice({ id, ofHouse, steps }: CardOpen, step: number, locale: Locale, at: At): string | null {
	if (ofHouse) return cardVoiceIn(stepClip(id, step), locale);
	const voice = steps[step - 1]?.voice ?? null;
	return voice && locale === 'vi' ? at(id, voice) : null;
}
